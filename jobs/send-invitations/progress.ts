import type { Log } from '#core/process/log.ts';
import { showProgress } from '#core/runs/show-progress.ts';
import type { Db } from '#core/store/db.ts';
import type { Held } from '#core/store/leases.ts';
import type { MailServer } from './mail-server.ts';
import type { Results } from './results.ts';

type Needs = { db: Db; log: Log; held: Held; results: Results; server: MailServer };

// Chat platforms slow down those who edit a message more often than that.
const SHOW_MS = 3_000;

/** Shows how far the run is, until it is ended. */
export function reportProgress({ db, log, held, results, server }: Needs): { end(): void } {
  let shown = 0;
  const timer = setInterval(() => {
    const count = results.count();
    showProgress(db, held, { moved: count !== shown, trouble: server.trouble() }).then(
      () => {
        shown = count;
      },
      (error: unknown) => log.warn({ error, runId: held.runId }, 'the progress of a run could not be shown'),
    );
  }, SHOW_MS);
  return { end: () => clearInterval(timer) };
}
