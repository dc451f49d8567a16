import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate, waitingCardsOutOfDate } from '../store/cards.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { endUnsent, type StandingRun, startCancelling } from '../store/runs.ts';
import { endStoppedRun } from './end-stopped-run.ts';
import { holdRun } from './hold-run.ts';
import { tellDecision } from './tell-decision.ts';

/** Stops a run. One that is being sent ends as soon as the mails that are leaving just now have their results. */
export async function cancelRun({ db }: Needs, operator: Operator, card: CardRef): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const held = await holdRun(tx, operator, card, {
      needs: 'run-invitations',
      states: ['awaiting_approval', 'scheduled', 'pending', 'sending', 'paused', 'deferred'],
    });
    if (!held.ok) return held;

    await stop(tx, operator, card, held.value);
    await audit(tx, operator, 'run-cancelled', { subject: 'run', id: card.id }, { was: held.value.state });
    await tell(tx, operator, held.value);
    await waitingCardsOutOfDate(tx, operator.companyId);
    return done();
  });
}

/** Whoever waits for an approval is told that there will be none, unless they did it themselves. */
function tell(tx: Tx, { companyId, id }: Operator, run: StandingRun): Promise<void> {
  if (run.state === 'awaiting_approval' && run.requestedBy !== id) return tellDecision(tx, companyId, run);
  return cardsOutOfDate(tx, { companyId, subjectId: run.id });
}

function stop(tx: Tx, operator: Operator, card: CardRef, { state }: StandingRun): Promise<void> {
  const { companyId } = operator;
  if (state === 'sending') return startCancelling(tx, operator, card);
  if (state === 'paused' || state === 'deferred')
    return endStoppedRun(tx, { companyId, runId: card.id }, { by: operator });
  return endUnsent(tx, operator, card, { from: state, to: 'cancelled' });
}
