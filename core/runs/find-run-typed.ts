import { deny } from '../deny.ts';
import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { runTyped } from '../store/subjects.ts';

/** The run whose id begins with what was typed, in the state it has now; the latest one when nothing was. */
export function findRunTyped({ db }: Needs, operator: Operator, typed: string): Promise<Outcome<CardRef>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-runs');
    if (denied) return refuse(denied);
    const found = await runTyped(tx, operator.companyId, typed);
    return found ? done(found) : refuse({ code: 'run-not-found' });
  });
}
