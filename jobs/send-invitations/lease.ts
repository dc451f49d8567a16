import type { Log } from '#core/process/log.ts';
import type { Db } from '#core/store/db.ts';
import { type Held, renewLease } from '#core/store/leases.ts';
import type { Results } from './results.ts';

type Needs = { db: Db; log: Log; held: Held; results: Pick<Results, 'ended'> };

// The lease is 15 s long: two renewals may fail.
const RENEW_MS = 5_000;

/** Renews the lease on a clock of its own until it is ended. Calls `lost` when the run has another holder by then. */
export function keepLease({ db, log, held, results }: Needs, lost: () => void): { end(): void } {
  let told = 0;
  const timer = setInterval(() => {
    const ended = results.ended();
    renewLease(db, held, ended > told).then(
      (renewed) => {
        if (!renewed) lost();
        told = ended;
      },
      // The database is away. If that lasts, another takes over, and our fence opens no gate any more.
      (error: unknown) => log.warn({ error, runId: held.runId }, 'the lease could not be renewed'),
    );
  }, RENEW_MS);
  return { end: () => clearInterval(timer) };
}
