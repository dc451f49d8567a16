import { deny } from '../deny.ts';
import { emailKey } from '../email-address.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Refusal } from '../refusal.ts';
import { audit } from '../store/audit.ts';
import { finishedCardsOutOfDate } from '../store/cards.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { type Counted, countTraces, eraseTraces, onlyTheirs, openWith, type Traces } from '../store/erase-person.ts';
import { findMember } from '../store/find-member.ts';
import { lockDirectory } from '../store/members.ts';
import { lockCompany } from '../store/runs.ts';
import { knownBy } from './known-by.ts';

/** How much there is of a person, or was. `isMember`: they are in the directory; else they stand in rows of lists and runs alone. */
export type Erasure = Counted & { isMember: boolean };

/** What would go. Nothing is changed. */
export function previewErasure({ db }: Needs, operator: Operator, asked: string): Promise<Outcome<Erasure>> {
  return transaction(db, async (tx) => {
    const found = await find(tx, operator, asked);
    return found.ok ? done(found.value.erasure) : found;
  });
}

/** Leaves nothing of one person, for good: counts, states and the audit trail stay as they are. */
export function erasePerson({ db }: Needs, operator: Operator, asked: string): Promise<Outcome<Erasure>> {
  return transaction(db, async (tx) => {
    const { companyId } = operator;
    await lockCompany(tx, companyId);
    await lockDirectory(tx, companyId);
    const found = await find(tx, operator, asked);
    if (!found.ok) return found;

    const { traces, erasure } = found.value;
    await eraseTraces(tx, traces);
    const { isMember, ...counts } = erasure;
    const subject =
      traces.memberId === null ? ({ subject: 'company', id: companyId } as const) : memberOf(traces.memberId);
    await audit(tx, operator, 'person-erased', subject, { ...counts, isMember });
    await finishedCardsOutOfDate(tx, companyId);
    return done(erasure);
  });
}

const memberOf = (id: string) => ({ subject: 'member', id }) as const;

type Found = { traces: Traces; erasure: Erasure };

async function find(tx: Tx, operator: Operator, asked: string): Promise<Outcome<Found>> {
  const denied = await deny(tx, operator, 'manage-settings');
  if (denied) return refuse(denied);
  const traces = await tracesOf(tx, operator.companyId, asked);
  const counts = traces && (await countTraces(tx, traces));
  if (!traces || !counts || (traces.memberId === null && counts.rows + counts.invitations + counts.numbers === 0))
    return refuse({ code: 'person-not-found', asked });
  const open = await whyOpen(tx, traces);
  return open ? refuse(open) : done({ traces, erasure: { ...counts, isMember: traces.memberId !== null } });
}

async function tracesOf(tx: Tx, companyId: string, asked: string): Promise<Traces | undefined> {
  const known = await knownBy(tx, companyId, asked);
  if (!known) return undefined;
  const member = await findMember(tx, companyId, known);
  const traces: Traces = {
    companyId,
    memberId: member?.id ?? null,
    emailKey: member ? emailKey(member.email) : 'emailKey' in known ? known.emailKey : null,
    phones: member
      ? [member.phone, ...member.numbers, ...member.links.map(({ phone }) => phone)].filter(
          (phone) => typeof phone === 'string',
        )
      : 'phone' in known
        ? [known.phone]
        : [],
  };
  return { ...traces, phones: await onlyTheirs(tx, traces) };
}

/** What is under way goes on with them, so it has to end first. */
async function whyOpen(tx: Tx, traces: Traces): Promise<Refusal | undefined> {
  const open = await openWith(tx, traces);
  const runs = open.filter(({ kind }) => kind === 'run').map(({ id }) => id);
  if (open.length === 0) return undefined;
  return { code: 'person-under-way', runs, lists: open.length - runs.length };
}
