import { deny } from '../deny.ts';
import { maskEmail, maskPhone } from '../mask.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { type FoundInvitation, type FoundLink, type FoundMember, findMember } from '../store/find-member.ts';
import { holds } from '../store/permissions.ts';
import { knownBy } from './known-by.ts';

export type Person = {
  id: string;
  name: string;
  username?: string;
  /** In full for the asker alone; in a channel say the masked one. */
  email: string;
  maskedEmail: string;
  phone?: string;
  maskedPhone?: string;
  /** Only for who may see org units. */
  unit?: string;
  role: string;
  archivedAt?: Date;
  /** Their corporate numbers, in full. */
  numbers: string[];
  /** A channel that is not here: not invited. */
  links: FoundLink[];
  /** The last five, newest first; `at` in ISO 8601. */
  invitations: FoundInvitation[];
};

/** One person, by e-mail address or by phone number in any usual notation. */
export function findPerson({ db }: Needs, operator: Operator, asked: string): Promise<Outcome<Person>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-runs');
    if (denied) return refuse(denied);

    const known = await knownBy(tx, operator.companyId, asked);
    const found = known && (await findMember(tx, operator.companyId, known));
    if (!found) return refuse({ code: 'person-not-found', asked });
    return done(personOf(found, await holds(tx, operator, 'view-org-units')));
  });
}

function personOf(found: FoundMember, seesUnits: boolean): Person {
  const { username, phone, unit, archivedAt, ...rest } = found;
  return {
    ...rest,
    maskedEmail: maskEmail(found.email),
    ...(username && { username }),
    ...(phone && { phone, maskedPhone: maskPhone(phone) }),
    ...(unit && seesUnits && { unit }),
    ...(archivedAt && { archivedAt }),
  };
}
