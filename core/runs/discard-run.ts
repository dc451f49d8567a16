import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Needs, transaction } from '../store/db.ts';
import { endUnsent } from '../store/runs.ts';
import { holdRun } from './hold-run.ts';

export async function discardRun({ db }: Needs, operator: Operator, card: CardRef): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const held = await holdRun(tx, operator, card, { needs: 'run-invitations', states: ['draft'] });
    if (!held.ok) return held;

    await endUnsent(tx, operator, card, { from: 'draft', to: 'discarded' });
    await audit(tx, operator, 'run-discarded', { subject: 'run', id: card.id });
    await cardsOutOfDate(tx, { companyId: operator.companyId, subjectId: card.id });
    return done();
  });
}
