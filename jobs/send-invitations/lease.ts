import type { Log } from '#core/process/log.ts';
import type { Db } from '#core/store/db.ts';
import { isBeingSent, renewLease, type Share } from '#core/store/senders.ts';
import type { Results } from './results.ts';

type Needs = {
  db: Db;
  log: Log;
  share: Share;
  /** How many shares are held. */
  shares(): number;
  results: Pick<Results, 'ended'>;
};

// The lease is 15 s long: two renewals may fail.
const RENEW_MS = 5_000;
// Who presses Pause or Cancel is to see it within 2 s, though no mail that would hit the gate may be due.
const LOOK_MS = 1_000;

/** Renews the leases on a clock of its own until it is ended. Calls `over` when somebody else has a share, or the run has been stopped. */
export function keepLease({ db, log, share, shares, results }: Needs, over: () => void): { end(): void } {
  let told = 0;
  // The database is away. If that lasts, another takes over, and our claim opens no gate any more.
  const failed = (error: unknown) => log.warn({ error, runId: share.runId }, 'the lease could not be renewed');

  const renewals = setInterval(() => {
    const ended = results.ended();
    // One that joins while the answer is on its way is renewed the next time.
    const held = shares();
    renewLease(db, share, ended > told).then((renewed) => {
      if (renewed < held) over();
      told = ended;
    }, failed);
  }, RENEW_MS);
  const looks = setInterval(() => {
    isBeingSent(db, share).then((still) => {
      if (!still) over();
    }, failed);
  }, LOOK_MS);
  return {
    end() {
      clearInterval(renewals);
      clearInterval(looks);
    },
  };
}
