import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { type Db, type Needs, transaction } from '../store/db.ts';
import { countPeople, type PersonStatus, peopleStatus } from '../store/people-export.ts';
import { holds } from '../store/permissions.ts';

export type { PersonStatus } from '../store/people-export.ts';

/** Everybody in the directory and how far they are, read piece by piece. Who took it is noted. Units only for who may see them. */
export function exportPeople({ db }: Needs, operator: Operator): Promise<Outcome<AsyncIterable<PersonStatus>>> {
  const { companyId } = operator;
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-runs');
    if (denied) return refuse(denied);

    const people = await countPeople(tx, companyId);
    await audit(tx, operator, 'people-taken', { subject: 'company', id: companyId }, { people });
    return done(readPeople(db, companyId, await holds(tx, operator, 'view-org-units')));
  });
}

const PIECE = 1_000;

async function* readPeople(db: Db, companyId: string, seesUnits: boolean): AsyncGenerator<PersonStatus> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { people, next }: Awaited<ReturnType<typeof peopleStatus>> = await peopleStatus(db, {
      companyId,
      after,
      most: PIECE,
    });
    yield* seesUnits ? people : people.map((person) => ({ ...person, orgUnit: null }));
    after = next;
  }
}
