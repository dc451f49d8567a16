import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { companyOf } from '../store/companies.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { joinOperators } from '../store/join-operators.ts';
import { areTwo, forgetAddress, namesake, type Speaker } from '../store/namesakes.ts';
import { enrol, keepProfile, lockUser, operatorOf, type Profile } from '../store/operators.ts';
import { lockCompany } from '../store/runs.ts';

/** Who it is that speaks to us. Guests, people of other organisations and those who left are refused whatever they ask. */
export function recognise({ db }: Needs, profile: Profile): Promise<Outcome<Operator>> {
  return transaction(db, async (tx) => {
    const operator = await meet(tx, profile);
    if (operator === undefined) return refuse({ code: 'not-a-colleague', standing: 'outsider' });
    if (profile.standing !== 'colleague') return refuse({ code: 'not-a-colleague', standing: profile.standing });
    return done(operator);
  });
}

/** Notes what a platform says of its users before they ever say a word, so that approvers are known. */
export function getToKnow({ db }: Needs, profiles: Profile[]): Promise<void> {
  return transaction(db, async (tx) => {
    for (const profile of profiles) await meet(tx, profile);
  });
}

async function meet(tx: Tx, profile: Profile): Promise<Operator | undefined> {
  const known = (await operatorOf(tx, profile)) ?? (await operatorMetMeanwhile(tx, profile));
  if (!known && profile.standing !== 'colleague') return undefined;

  const companyId = known?.companyId ?? (await companyOf(tx, profile.platform, profile.workspaceId));
  if (companyId === undefined) return undefined;

  const operator = await matched(tx, { companyId, profile, known });
  await keepProfile(tx, operator, profile);
  return operator;
}

/** People match across platforms by their verified address; two users of one workspace never do. */
async function matched(tx: Tx, speaker: Speaker): Promise<Operator> {
  const { companyId, profile, known } = speaker;
  const other = profile.standing === 'colleague' ? await namesake(tx, speaker) : undefined;
  if (other) {
    await lockCompany(tx, companyId);
    if (await areTwo(tx, speaker, other)) await forgetAddress(tx, other);
    else if (known) return joined(tx, known, other);
  }
  return known ?? enrol(tx, companyId, profile);
}

/**
 * Two whom we took for different people turn out to be one, when a platform verifies an address that is known from another:
 * from now on they are one, so that nobody approves under one name what they asked for under the other.
 */
async function joined(tx: Tx, known: Operator, other: Operator): Promise<Operator> {
  const waiting = await joinOperators(tx, known, other);
  await audit(tx, other, 'operators-joined', { subject: 'operator', id: other.id }, { was: known.id });
  for (const subjectId of waiting) await cardsOutOfDate(tx, { companyId: known.companyId, subjectId });
  return other;
}

/** Only first words wait for each other: who is known types as fast as they like. */
async function operatorMetMeanwhile(tx: Tx, profile: Profile): Promise<Operator | undefined> {
  await lockUser(tx, profile);
  return operatorOf(tx, profile);
}
