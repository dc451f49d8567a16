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
import { thisProcess } from './this-process.ts';

/** Takes a share of a run and sends until nobody is left, together with whoever has the other shares. */
export async function sendInvitations(wanted: Work['send-invitations'], context: JobContext): Promise<void> {
  const claim = randomUUID();
  const alive = thisProcess.sendsAs(claim);
  try {
    const run = await joinRun(context.db, wanted, { claim, ...thisProcess.place });
    if (run) await hold(run, context);
  } finally {
    alive.end();
  }
}

async function hold(run: JoinedRun, context: JobContext): Promise<void> {
  const { db, log, stopping } = context;
  const { share } = run;
  const over = new AbortController();
  const halt = AbortSignal.any([stopping, over.signal]);
  // Every lane that pauses listens to it.
  setMaxListeners(0, halt);
  const end = () => over.abort();
  const sender = makeSender(context, run, { halt, end });
  const lease = keepLease({ db, log, share, ...sender }, end);
  const progress = reportProgress({ db, log, share, ...sender });

  try {
    await sendShare(share, sender, { db, halt });
  } finally {
    progress.end();
    await sender.results
      .written()
      .catch((error: unknown) => log.error({ error, runId: share.runId }, 'results are lost'));
    // Whatever happens from here on, a lease that nobody renews lets another sender take over.
    lease.end();
    await leave({ db, log }, share);
    // Results that came after the run had stopped or ended.
    if (over.signal.aborted) await showProgress(db, share);
  }
}
