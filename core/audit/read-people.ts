import type { Tx } from '../store/db.ts';
import { type PersonEvidence, peopleEvidence } from '../store/people-evidence.ts';

export type { PersonEvidence } from '../store/people-evidence.ts';

const PIECE = 1_000;

type Wanted = { companyId: string; runId: string; seesUnits: boolean };

/** Everybody of a run in its order; org units only for who may see them. */
export async function* readPeople(tx: Tx, { companyId, runId, seesUnits }: Wanted): AsyncGenerator<PersonEvidence> {
  for (let after = 0; ; ) {
    const people = await peopleEvidence(tx, { companyId, runId, after, most: PIECE });
    for (const person of people) yield seesUnits ? person : { ...person, orgUnit: null };
    const last = people.at(-1);
    if (!last || people.length < PIECE) return;
    after = last.position;
  }
}
