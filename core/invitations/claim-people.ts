import { linkTokenHash, type Secrets } from '../secrets.ts';
import { type Db, transaction } from '../store/db.ts';
import { type Chunk, type Claimed, claim, keepTokens } from '../store/invitations.ts';
import type { Held } from '../store/leases.ts';

/** Somebody who is to be mailed now, with the token of their private link. */
export type Person = Claimed & { token: string };

type Needs = { db: Db; secrets: Secrets };

/** Takes the next people of a run, in its order, and makes their links known before any mail can carry them. */
export function claimPeople({ db, secrets }: Needs, held: Held, chunk: Chunk): Promise<Person[]> {
  return transaction(db, async (tx) => {
    const people = (await claim(tx, held, chunk)).map((person) => ({
      ...person,
      token: secrets.linkToken(person.id, person.tokenVersion),
    }));
    if (people.length > 0) await keepTokens(tx, held.companyId, people.map(tokenOf));
    return people;
  });
}

const tokenOf = ({ id, tokenVersion, token, expiresAt }: Person) => ({
  invitationId: id,
  version: tokenVersion,
  hash: linkTokenHash(token),
  expiresAt,
});
