import { isDeepStrictEqual } from 'node:util';
import { deny } from '../deny.ts';
import { emailKey } from '../email-address.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { Refusal } from '../refusal.ts';
import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { type Counted, countTraces, eraseTraces, onlyTheirs, openWith } from '../store/erase-person.ts';
import { findMember } from '../store/find-member.ts';
import { findTraces, type Traces, type Whereabouts } from '../store/find-traces.ts';
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

/**
 * Leaves nothing of one person, for good: counts, states and the audit trail stay as they are. They are looked for before
 * anything is locked, so that nobody who confirms, pauses or starts a run waits for that.
 */
export async function erasePerson({ db }: Needs, operator: Operator, asked: string): Promise<Outcome<Erasure>> {
  const early = await find(db, operator, asked);
  if (!early.ok) return early;
  return transaction(db, async (tx) => {
    const { companyId } = operator;
    // A list may be imported just now, which takes its time: the company waits only for what comes after.
    await lockDirectory(tx, companyId);
    await lockCompany(tx, companyId);
    const found = await find(tx, operator, asked, early.value);
    if (!found.ok) return found;

    const { traces, where, erasure } = found.value;
    const runs = await eraseTraces(tx, traces, where);
    const { isMember, ...counts } = erasure;
    const subject =
      traces.memberId === null ? ({ subject: 'company', id: companyId } as const) : memberOf(traces.memberId);
    await audit(tx, operator, 'person-erased', subject, { ...counts, isMember });
    for (const subjectId of runs) await cardsOutOfDate(tx, { companyId, subjectId });
    return done(erasure);
  });
}

const memberOf = (id: string) => ({ subject: 'member', id }) as const;

type Found = { traces: Traces; where: Whereabouts; erasure: Erasure };

/** `early`: what was found a moment ago, of which only the changes are looked for. */
async function find(tx: Tx, operator: Operator, asked: string, early?: Found): Promise<Outcome<Found>> {
  const denied = await deny(tx, operator, 'manage-settings');
  if (denied) return refuse(denied);
  const traces = await tracesOf(tx, operator.companyId, asked);
  if (!traces) return refuse({ code: 'person-not-found', asked });

  const isSame = early && isDeepStrictEqual(early.traces, traces);
  const where = await findTraces(tx, traces, isSame ? early.where : undefined);
  const counts = await countTraces(tx, traces, where);
  if (traces.memberId === null && counts.rows + counts.invitations + counts.numbers === 0)
    return refuse({ code: 'person-not-found', asked });
  const open = await whyOpen(tx, traces, where);
  return open ? refuse(open) : done({ traces, where, erasure: { ...counts, isMember: traces.memberId !== null } });
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
async function whyOpen(tx: Tx, traces: Traces, where: Whereabouts): Promise<Refusal | undefined> {
  const open = await openWith(tx, traces, where);
  const runs = open.filter(({ kind }) => kind === 'run').map(({ id }) => id);
  if (open.length === 0) return undefined;
  return { code: 'person-under-way', runs, lists: open.length - runs.length };
}
