import { deny } from '../deny.ts';
import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Needs, transaction } from '../store/db.ts';
import { endUnsent } from '../store/runs.ts';
import { holdRun } from './hold-run.ts';

export async function discardRun({ db }: Needs, operator: Operator, card: CardRef): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'run-invitations');
    if (denied) return refuse(denied);
    const held = await holdRun(tx, operator, card, ['draft']);
    if (!held.ok) return held;

    await endUnsent(tx, operator, card, { from: 'draft', to: 'discarded' });
    await audit(tx, operator, 'run-discarded', { subject: 'run', id: card.id });
    await cardsOutOfDate(tx, { companyId: operator.companyId, subjectId: card.id });
    return done();
  });
}
