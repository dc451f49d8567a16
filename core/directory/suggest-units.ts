import type { Operator } from '../operator.ts';
import type { Needs } from '../store/db.ts';
import { type ListedUnit, listUnits } from './list-units.ts';

/** Org units whose path has what was typed. None for who may not see them. */
export async function suggestUnits({ db }: Needs, operator: Operator, typed: string): Promise<ListedUnit[]> {
  const units = await listUnits({ db }, operator);
  if (!units.ok) return [];
  const words = typed.trim().toLowerCase();
  return units.value.filter(({ path }) => path.toLowerCase().includes(words));
}
