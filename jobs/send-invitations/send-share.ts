import { deferRun } from '#core/runs/defer-run.ts';
import { finishRun } from '#core/runs/finish-run.ts';
import { waitForLook } from '#core/runs/try-run.ts';
import type { Db } from '#core/store/db.ts';
import { giveBack, type Rest, restOf } from '#core/store/rest.ts';
import type { Share } from '#core/store/senders.ts';
import { pause } from './pause.ts';
import type { Sender } from './sender.ts';

type Needs = { db: Db; halt: AbortSignal };

// A person's time may come earlier than another's, and another sender may give somebody back.
const LONGEST_WAIT_MS = 1_000;
const SHORTEST_WAIT_MS = 200;

/** Passes over the run until nobody is left for now: whom a server put off comes again in a later pass. */
export async function sendShare(share: Share, sender: Sender, { db, halt }: Needs): Promise<void> {
  for (;;) {
    const rest = await restOf(db, share);
    if (!rest || (await isOver(db, share, rest)) || halt.aborted) return;

    const waitMs = rest.nextIn === null ? SHORTEST_WAIT_MS : rest.nextIn * 1_000;
    const moved = waitMs <= 0 && (await passOver(sender));
    if (moved) await giveBack(db, share);
    else await pause(Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, waitMs)), halt);
  }
}

async function isOver(db: Db, share: Share, { state, nextIn, busy }: Rest): Promise<boolean> {
  if (state === 'cancelling' || (nextIn === null && busy === 0))
    return (await finishRun(db, share)) || waitForLook(db, share);
  return nextIn !== null && nextIn > 0 && busy === 0 && deferRun(db, share);
}

/** Whether anybody was mailed, or tried. */
async function passOver({ pass, results }: Sender): Promise<boolean> {
  const before = results.count();
  await pass();
  await results.written();
  return results.count() > before;
}
