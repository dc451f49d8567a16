import type { CardRef, Operator } from '../operator.ts';
import type { Refusal } from '../refusal.ts';
import { audit } from '../store/audit.ts';
import type { Tx } from '../store/db.ts';
import { markChanges } from '../store/list-changes.ts';
import { tallies } from '../store/run-reports.ts';
import { endUnsent, type StandingRun } from '../store/runs.ts';
import { differingOf } from './run-tally.ts';
import { tellDecision } from './tell-decision.ts';

/**
 * Ends a held run of which somebody is not any more as the card shows them: nobody approves what they have not seen.
 * The refusal says what differs; the card offers to draft it anew. Undefined when nobody has changed.
 */
export async function voidIfChanged(
  tx: Tx,
  operator: Operator,
  card: CardRef,
  run: StandingRun,
): Promise<Refusal | undefined> {
  const { companyId } = operator;
  const people = await markChanges(tx, companyId, run);
  if (people === 0) return undefined;

  await endUnsent(tx, operator, card, { from: 'awaiting_approval', to: 'cancelled', cause: 'list-changed' });
  await audit(tx, operator, 'run-voided', { subject: 'run', id: run.id }, { people });
  await tellDecision(tx, companyId, run);
  return { code: 'list-changed', people, differing: differingOf(await tallies(tx, companyId, run.id)) };
}
