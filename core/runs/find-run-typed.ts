import { deny } from '../deny.ts';
import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { RunState } from '../states.ts';
import { type Needs, transaction } from '../store/db.ts';
import { runsIn, runTyped } from '../store/subjects.ts';

/**
 * The run whose id begins with what was typed, in the state it has now. When nothing was, the only one in the state that
 * is meant, or the latest one where none is.
 */
export function findRunTyped(
  { db }: Needs,
  operator: Operator,
  typed: string,
  meant?: RunState,
): Promise<Outcome<CardRef>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-runs');
    if (denied) return refuse(denied);
    if (typed === '' && meant) return theOnly(await runsIn(tx, operator.companyId, meant), meant);
    const found = await runTyped(tx, operator.companyId, typed);
    return found ? done(found) : refuse({ code: 'run-not-found' });
  });
}

function theOnly(runs: CardRef[], state: RunState): Outcome<CardRef> {
  const [first, ...others] = runs;
  if (!first) return refuse({ code: 'no-run-in-state', state });
  return others.length === 0 ? done(first) : refuse({ code: 'which-run', ids: runs.map(({ id }) => id) });
}
