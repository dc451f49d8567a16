import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { type JoinedRun, joinRun } from '#core/runs/join-run.ts';
import { showProgress } from '#core/runs/show-progress.ts';
import type { Work } from '#core/work.ts';
import type { JobContext } from '../context.ts';
import { keepLease } from './lease.ts';
import { leave } from './leave.ts';
import { reportProgress } from './progress.ts';
import { sendShare } from './send-share.ts';
import { makeSender } from './sender.ts';
import { type SenderHere, thisProcess } from './this-process.ts';

/** Takes a share of a run and sends until nobody is left, together with whoever has the other share. */
export async function sendInvitations(wanted: Work['send-invitations'], context: JobContext): Promise<void> {
  for (let coming = thisProcess.senderOf(wanted.runId); coming; coming = thisProcess.senderOf(wanted.runId)) {
    const here = await coming;
    // One sender over twice the lanes is faster than two: what they ask of the database travels together.
    if (here) return widen(here, wanted, context);
  }
  await send(wanted, context);
}

async function widen(here: SenderHere, wanted: Work['send-invitations'], context: JobContext): Promise<void> {
  const run = await joinRun(context.db, wanted, { claim: here.claim, ...thisProcess.place });
  // It has ended meanwhile. Whoever comes next gets the share.
  if (run && !here.take(run.share)) await leave(context, run.share);
}

async function send(wanted: Work['send-invitations'], context: JobContext): Promise<void> {
  const claim = randomUUID();
  const alive = thisProcess.sendsAs(claim);
  const joining = joinRun(context.db, wanted, { claim, ...thisProcess.place }).then((run) => run && hold(run, context));
  const present = thisProcess.present(
    wanted.runId,
    joining.catch(() => undefined),
  );
  try {
    const held = await joining;
    await held?.send(present.end);
  } finally {
    present.end();
    alive.end();
  }
}

type HeldRun = SenderHere & {
  /** `ended`: no other share can be taken any more. */ send(ended: () => void): Promise<void>;
};

function hold(run: JoinedRun, context: JobContext): HeldRun {
  const { db, log, stopping } = context;
  const { share } = run;
  const shares = [share];
  const over = new AbortController();
  const halt = AbortSignal.any([stopping, over.signal]);
  // Every lane that pauses listens to it.
  setMaxListeners(0, halt);
  const end = () => over.abort();
  const sender = makeSender(context, run, { halt, end });
  let isOpen = true;

  async function send(ended: () => void): Promise<void> {
    const lease = keepLease({ db, log, share, shares: () => shares.length, ...sender }, end);
    const progress = reportProgress({ db, log, share, ...sender });
    try {
      await sendShare(share, sender, { db, halt });
    } finally {
      isOpen = false;
      ended();
      progress.end();
      await sender.results
        .written()
        .catch((error: unknown) => log.error({ error, runId: share.runId }, 'results are lost'));
      // Whatever happens from here on, a lease that nobody renews lets another sender take over.
      lease.end();
      for (const held of shares) await leave({ db, log }, held);
      // Results that came after the run had stopped or ended.
      if (over.signal.aborted) await showProgress(db, share);
    }
  }

  return {
    ...{ claim: share.claim, send },
    take(another) {
      if (!isOpen || another.fence !== share.fence || halt.aborted) return false;
      shares.push(another);
      sender.widen();
      return true;
    },
  };
}
