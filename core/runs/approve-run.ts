import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Approved, approve, giveApproval, whoAsked } from '../store/approvals.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate, openCard } from '../store/cards.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { holdersOf } from '../store/permissions.ts';
import type { StandingRun } from '../store/runs.ts';
import { enterQueue } from './enter-queue.ts';
import { holdRun } from './hold-run.ts';
import { ringAt } from './schedule-run.ts';
import { voidIfChanged } from './void-run.ts';

/** Somebody else than who asked says yes. The last yes that it needs lets the run into the queue, once it is its time. */
export async function approveRun({ db }: Needs, operator: Operator, card: CardRef): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const held = await holdRun(tx, operator, card, { needs: 'approve-runs', states: ['awaiting_approval'] });
    if (!held.ok) return held;
    const run = held.value;
    const asked = await whoAsked(tx, operator.companyId, card.id);
    if (asked.includes(operator.id)) return refuse({ code: 'own-approval' });
    const changed = await voidIfChanged(tx, operator, card, run);
    if (changed) return refuse(changed);

    const approvalId = await giveApproval(tx, operator, card);
    // Only of those who may approve at this moment does a yes count.
    const approvers = await holdersOf(tx, operator.companyId, 'approve-runs');
    const approved = await approve(tx, operator, card, approvers);
    if (!approvalId && !approved) return refuse({ code: 'approved-already' });

    await follow(tx, operator, run, { approvalId, approved });
    return done();
  });
}

type Said = { approvalId: string | undefined; approved: Approved | undefined };

async function follow(tx: Tx, operator: Operator, run: StandingRun, { approvalId, approved }: Said): Promise<void> {
  const { companyId } = operator;
  const { id: subjectId, threadId, toInvite, sendAt } = run;
  await audit(
    tx,
    operator,
    'run-approved',
    { subject: 'run', id: subjectId },
    { toInvite, isEnough: approved !== undefined, ...(sendAt && { at: sendAt.toISOString() }) },
  );
  if (approved?.state === 'pending') await enterQueue(tx, companyId, subjectId);
  if (approved?.state === 'scheduled' && sendAt) await ringAt(tx, { companyId, runId: subjectId, at: sendAt });
  if (approved?.state !== 'pending') await cardsOutOfDate(tx, { companyId, subjectId });
  if (approvalId) await openCard(tx, { companyId, subjectId: approvalId }, 'approved', threadId);
}
