import type { Operator } from '../operator.ts';
import type { Db } from '../store/db.ts';
import { timeZoneThere } from '../store/operators.ts';

/** Whose clock an operator means: that of the place where they speak, as its platform tells it; else UTC. */
export async function timeZoneOf({ db }: { db: Db }, operator: Operator): Promise<string> {
  return (operator.place && (await timeZoneThere(db, operator, operator.place))) ?? 'UTC';
}
