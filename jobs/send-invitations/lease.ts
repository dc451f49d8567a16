import type { Log } from '#core/process/log.ts';
import type { Db } from '#core/store/db.ts';
import { type Held, renewLease } from '#core/store/sending.ts';

type Needs = { db: Db; log: Log; held: Held };

// The lease is 15 s long: two renewals may fail.
const RENEW_MS = 5_000;

/** Renews the lease on a clock of its own until it is ended. Calls `lost` when the run has another holder by then. */
export function keepLease({ db, log, held }: Needs, lost: () => void): { end(): void } {
  const timer = setInterval(() => {
    renewLease(db, held).then(
      (renewed) => {
        if (!renewed) lost();
      },
      // The database is away. If that lasts, another takes over, and our fence opens no gate any more.
      (error: unknown) => log.warn({ error, runId: held.runId }, 'the lease could not be renewed'),
    );
  }, RENEW_MS);
  return { end: () => clearInterval(timer) };
}
