import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { type Needs, transaction } from '../store/db.ts';
import { approve } from '../store/runs.ts';
import { enterQueue } from './enter-queue.ts';
import { holdRun } from './hold-run.ts';

export async function approveRun({ db }: Needs, operator: Operator, card: CardRef): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const held = await holdRun(tx, operator, card, { needs: 'approve-runs', states: ['awaiting_approval'] });
    if (!held.ok) return held;
    if (held.value.requestedBy === operator.id) return refuse({ code: 'own-approval' });
    if (!(await approve(tx, operator, card))) return refuse({ code: 'card-out-of-date' });

    await audit(tx, operator, 'run-approved', { subject: 'run', id: card.id }, { toInvite: held.value.toInvite });
    await enterQueue(tx, operator.companyId, card.id);
    return done();
  });
}
