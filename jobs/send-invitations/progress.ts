import type { Log } from '#core/process/log.ts';
import { showProgress } from '#core/runs/show-progress.ts';
import type { Db } from '#core/store/db.ts';
import type { Share } from '#core/store/senders.ts';
import type { Results } from './results.ts';

type Needs = { db: Db; log: Log; share: Share; results: Results };

// Chat platforms slow down those who edit a message more often than that.
const SHOW_MS = 3_000;

/** Shows how far the run is, until it is ended. */
export function reportProgress({ db, log, share, results }: Needs): { end(): void } {
  let shown = 0;
  const timer = setInterval(() => {
    const count = results.count();
    if (count === shown) return;
    showProgress(db, share).then(
      () => {
        shown = count;
      },
      (error: unknown) => log.warn({ error, runId: share.runId }, 'the progress of a run could not be shown'),
    );
  }, SHOW_MS);
  return { end: () => clearInterval(timer) };
}
