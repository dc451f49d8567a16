import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { finishRun } from '#core/runs/finish-run.ts';
import { letGo } from '#core/runs/let-go.ts';
import { showProgress } from '#core/runs/show-progress.ts';
import { type TakenRun, takeUpRun } from '#core/runs/take-up-run.ts';
import type { Held } from '#core/store/leases.ts';
import { giveBack, restOf } from '#core/store/rest.ts';
import type { Work } from '#core/work.ts';
import type { JobContext } from '../context.ts';
import { keepLease } from './lease.ts';
import { pause } from './pause.ts';
import { reportProgress } from './progress.ts';
import { makeSender, type Sender } from './sender.ts';

/** Sends a run to its end, as its only holder. The ticket in the request is good for one holder: a repeated request finds it used. */
export async function sendInvitations(ticket: Work['send-invitations'], context: JobContext): Promise<void> {
  const run = await takeUpRun(context.db, { ...ticket, fence: BigInt(ticket.fence) });
  if (run) await hold(run, context);
}

async function hold(run: TakenRun, context: JobContext): Promise<void> {
  const { db, log, stopping } = context;
  const { held } = run;
  const lost = new AbortController();
  const claim = randomUUID();
  const halt = AbortSignal.any([stopping, lost.signal]);
  // Every lane that pauses listens to it.
  setMaxListeners(0, halt);
  const sender = makeSender({ ...context, stopping: halt }, run, { claim, halt: () => lost.abort() });
  const lease = keepLease({ db, log, held, ...sender }, () => lost.abort());
  const progress = reportProgress({ db, log, held, ...sender });

  try {
    await sendAll(held, sender, { db, claim, halt });
  } finally {
    progress.end();
    await sender.results
      .written()
      .catch((error: unknown) => log.error({ error, runId: held.runId }, 'results are lost'));
    // Whatever happens from here on, a lease that nobody renews lets another holder take over.
    lease.end();
    await letGo(db, held, claim);
    // Results that came after somebody else had ended the run.
    if (lost.signal.aborted) await showProgress(db, held, { moved: true, trouble: undefined });
  }
}

type Needs = { db: JobContext['db']; claim: string; halt: AbortSignal };

// Somebody may cancel the run while it waits, and a person's time may come earlier than another's.
const LONGEST_WAIT_MS = 1_000;
const SHORTEST_WAIT_MS = 200;

/** Passes over the run until nobody is left: whom a server put off comes again in a later pass. */
async function sendAll(held: Held, sender: Sender, { db, claim, halt }: Needs): Promise<void> {
  for (;;) {
    const rest = await restOf(db, held);
    if (!rest) return;
    const over = rest.state === 'cancelling' || (rest.nextIn === null && rest.busy === 0);
    if (over && (await finishRun(db, held))) return;
    if (halt.aborted) return;

    const waitMs = rest.nextIn === null ? SHORTEST_WAIT_MS : rest.nextIn * 1_000;
    const moved = waitMs <= 0 && (await passOver(sender));
    if (moved) await giveBack(db, held, claim);
    else await pause(Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, waitMs)), halt);
  }
}

/** Whether anybody was mailed, or tried. */
async function passOver({ pass, results }: Sender): Promise<boolean> {
  const before = results.count();
  await pass();
  await results.written();
  return results.count() > before;
}
