import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { whoAsked } from '../store/approvals.ts';
import { audit } from '../store/audit.ts';
import { type Needs, transaction } from '../store/db.ts';
import { endUnsent } from '../store/runs.ts';
import { holdRun } from './hold-run.ts';
import { tellDecision } from './tell-decision.ts';

export type Rejection = CardRef & { reason?: string | undefined };

/** Says no to a run, in words that its card shows. Who asked for a run drops it by cancelling, not by this. */
export async function rejectRun({ db }: Needs, operator: Operator, { reason, ...card }: Rejection): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const held = await holdRun(tx, operator, card, { needs: 'approve-runs', states: ['awaiting_approval'] });
    if (!held.ok) return held;
    const asked = await whoAsked(tx, operator.companyId, card.id);
    if (asked.includes(operator.id)) return refuse({ code: 'own-approval' });
    const words = reason?.trim();
    if (!words) return refuse({ code: 'reason-missing' });

    await endUnsent(tx, operator, card, { from: 'awaiting_approval', to: 'rejected', cause: words });
    await audit(tx, operator, 'run-rejected', { subject: 'run', id: card.id });
    await tellDecision(tx, operator.companyId, held.value);
    return done();
  });
}
