import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '#core/process/log.ts';
import { leaveRun } from '#core/runs/leave-run.ts';
import type { Db } from '#core/store/db.ts';
import type { Share } from '#core/store/senders.ts';

type Needs = { db: Db; log: Log };

// As long as a lease: after that somebody else clears up in any case.
const PATIENCE_MS = 15_000;
const AGAIN_MS = 500;

/** Ends the share, also where the database has to come back first. */
export async function leave({ db, log }: Needs, share: Share): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await leaveRun(db, share);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      log.warn({ error, runId: share.runId }, 'a share of a run could not be given back; trying again');
      await sleep(AGAIN_MS);
    }
  }
}
