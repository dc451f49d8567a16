import { deny } from '../deny.ts';
import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Permission } from '../permission.ts';
import type { Refusal } from '../refusal.ts';
import type { RunState } from '../states.ts';
import type { Tx } from '../store/db.ts';
import { findRun, lockCompany, type StandingRun } from '../store/runs.ts';

type Wanted = { needs: Permission; states: RunState[] };

/** The run of this card in one of these states, held until the transaction ends; or the refusal that the card earns. */
export async function holdRun(
  tx: Tx,
  operator: Operator,
  card: CardRef,
  { needs, states }: Wanted,
): Promise<Outcome<StandingRun>> {
  await lockCompany(tx, operator.companyId);
  // Only now: a permission may have been taken away while this waited for its turn.
  const denied = await deny(tx, operator, needs);
  if (denied) return refuse(denied);
  const run = await findRun(tx, operator.companyId, card.id);
  if (!run) return refuse({ code: 'run-not-found' });
  if (!states.includes(run.state)) return refuse(movedOn(run));
  if (run.version !== card.version) return refuse({ code: 'card-out-of-date' });
  return done(run);
}

function movedOn({ state, by, at }: StandingRun): Refusal {
  return { code: 'run-moved-on', state, ...(by && { by }), ...(at && { at }) };
}
