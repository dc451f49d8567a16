import type { Operator } from '../operator.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate, silenceAlarm } from '../store/cards.ts';
import { type Db, type Tx, transaction } from '../store/db.ts';
import { cancelQueued, findRun, lockCompany } from '../store/runs.ts';
import { endStopped, forgottenRuns } from '../store/stops.ts';
import type { RunCause } from './cause.ts';
import { tellSummary } from './tell-summary.ts';

type Stopped = { companyId: string; runId: string };

/** Ends a paused or deferred run, with its company locked: whoever was not mailed is cancelled, and the numbers are told. */
export async function endStoppedRun(tx: Tx, stopped: Stopped, how: { by?: Operator; cause?: RunCause }): Promise<void> {
  const { companyId, runId } = stopped;
  const subject = { companyId, subjectId: runId };
  const run = await findRun(tx, companyId, runId);
  if (!run) return;
  await endStopped(tx, stopped, how);
  await cancelQueued(tx, companyId, [runId]);
  await silenceAlarm(tx, subject);
  await cardsOutOfDate(tx, subject);
  await tellSummary(tx, { companyId, runId, threadId: run.threadId });
}

/** A run that was paused for a week, and that nobody came back to, ends: every run reaches an end. */
export async function endForgottenRuns(db: Db): Promise<void> {
  for (const { companyId, runId } of await forgottenRuns(db)) {
    await transaction(db, async (tx) => {
      await lockCompany(tx, companyId);
      const run = await findRun(tx, companyId, runId);
      if (run?.state !== 'paused') return;
      await endStoppedRun(tx, { companyId, runId }, { cause: 'paused-too-long' });
      await audit(
        tx,
        { companyId },
        'run-cancelled',
        { subject: 'run', id: runId },
        { was: 'paused', cause: 'paused-too-long' },
      );
    });
  }
}
