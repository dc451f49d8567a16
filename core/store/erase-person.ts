import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from './db.ts';
import { EMPTY_INVITATION, EMPTY_MEMBER, EMPTY_ROW, ENDED_LINK } from './erased.ts';

/** What a person is known by. A number that somebody else has by now is not theirs. */
export type Traces = { companyId: string; memberId: string | null; emailKey: string | null; phones: string[] };

/** Those of these numbers that nobody else has. */
export async function onlyTheirs(tx: Tx, { companyId, memberId, phones }: Traces): Promise<string[]> {
  const taken = await tx.$queryRaw<{ phone: string }[]>`
    SELECT phone FROM member
     WHERE company_id = ${companyId}::uuid AND phone = ANY(${phones}::text[]) AND id IS DISTINCT FROM ${memberId}::uuid
       AND archived_at IS NULL`;
  const others = new Set(taken.map(({ phone }) => phone));
  return phones.filter((phone) => !others.has(phone));
}

// Rows that were wrong at import have no member: there the person is known by what stood in the cells.
const rowsOf = ({ companyId, memberId, emailKey, phones }: Traces) => Prisma.sql`
  import_row.company_id = ${companyId}::uuid AND erased_at IS NULL
  AND (member_id = ${memberId}::uuid OR email_key = ${emailKey} OR lower(email) = ${emailKey}
       OR member_id IS NULL AND phone = ANY(${phones}::text[])
       OR problems <> '[]' AND EXISTS (SELECT FROM jsonb_array_elements(problems) problem WHERE lower(problem ->> 'value') = ${emailKey}))`;

const invitationsOf = ({ companyId, memberId, emailKey, phones }: Traces) => Prisma.sql`
  invitation.company_id = ${companyId}::uuid AND erased_at IS NULL
  AND (member_id = ${memberId}::uuid OR member_id IS NULL AND (lower(email) = ${emailKey} OR phone = ANY(${phones}::text[])))`;

/** Runs and lists that are not over and have this person. */
export function openWith(tx: Tx, traces: Traces): Promise<{ kind: 'run' | 'import'; id: string }[]> {
  return tx.$queryRaw<{ kind: 'run' | 'import'; id: string }[]>`
    SELECT 'run' AS kind, id FROM run
     WHERE company_id = ${traces.companyId}::uuid
       AND state IN ('awaiting_approval', 'pending', 'sending', 'deferred', 'paused', 'cancelling')
       AND EXISTS (SELECT FROM invitation WHERE invitation.run_id = run.id AND ${invitationsOf(traces)})
    UNION ALL
    SELECT 'import' AS kind, id FROM import
     WHERE company_id = ${traces.companyId}::uuid AND state IN ('checking', 'ready')
       AND EXISTS (SELECT FROM import_row WHERE import_row.import_id = import.id AND ${rowsOf(traces)})`;
}

export type Counted = { rows: number; invitations: number; links: number; numbers: number };

export async function countTraces(tx: Tx, traces: Traces): Promise<Counted> {
  const { companyId, memberId, phones } = traces;
  const [counted] = await tx.$queryRaw<Counted[]>`
    SELECT (SELECT count(*)::int FROM import_row WHERE ${rowsOf(traces)}) AS rows,
           (SELECT count(*)::int FROM invitation WHERE ${invitationsOf(traces)}) AS invitations,
           (SELECT count(*)::int FROM channel_link WHERE company_id = ${companyId}::uuid AND member_id = ${memberId}::uuid) AS links,
           (SELECT count(*)::int FROM corporate_number
             WHERE company_id = ${companyId}::uuid AND (member_id = ${memberId}::uuid OR phone = ANY(${phones}::text[]))) AS numbers`;
  return counted ?? { rows: 0, invitations: 0, links: 0, numbers: 0 };
}

/** Leaves nothing of the person in any table, with the company and its directory locked. */
export async function eraseTraces(tx: Tx, traces: Traces): Promise<void> {
  await endLinks(tx, traces);
  await takeNumbersBack(tx, traces);
  await tx.$executeRaw`UPDATE import_row SET ${EMPTY_ROW} WHERE ${rowsOf(traces)}`;
  await tx.$executeRaw`UPDATE invitation SET ${EMPTY_INVITATION} WHERE ${invitationsOf(traces)}`;
  await forgetPhones(tx, traces);
  const { companyId, memberId } = traces;
  await tx.$executeRaw`
    UPDATE member SET ${EMPTY_MEMBER} WHERE company_id = ${companyId}::uuid AND id = ${memberId}::uuid`;
}

async function endLinks(tx: Tx, { companyId, memberId }: Traces): Promise<void> {
  await tx.$executeRaw`
    UPDATE channel_link SET ${ENDED_LINK} WHERE company_id = ${companyId}::uuid AND member_id = ${memberId}::uuid`;
  await tx.$executeRaw`
    DELETE FROM link_token USING invitation
     WHERE invitation.company_id = ${companyId}::uuid AND invitation.member_id = ${memberId}::uuid
       AND link_token.company_id = invitation.company_id AND link_token.invitation_id = invitation.id`;
}

/** What the card of an import says that it has added stays true. */
async function takeNumbersBack(tx: Tx, { companyId, memberId, phones }: Traces): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM corporate_number
       WHERE company_id = ${companyId}::uuid AND (member_id = ${memberId}::uuid OR phone = ANY(${phones}::text[]))
      RETURNING import_id)
    UPDATE import SET numbers_gone = numbers_gone + counted.numbers
      FROM (SELECT import_id, count(*)::int AS numbers FROM gone WHERE import_id IS NOT NULL GROUP BY import_id) counted
     WHERE company_id = ${companyId}::uuid AND id = counted.import_id`;
}

/** Rows of others in which the number stands too: they keep everything else. */
async function forgetPhones(tx: Tx, { companyId, phones }: Traces): Promise<void> {
  if (phones.length === 0) return;
  await tx.$executeRaw`
    UPDATE import_row
       SET phone = CASE WHEN phone = ANY(${phones}::text[]) THEN NULL ELSE phone END,
           problems = (SELECT coalesce(jsonb_agg(CASE WHEN problem ->> 'value' = ANY(${phones}::text[]) THEN problem - 'value' ELSE problem END), '[]')
                         FROM jsonb_array_elements(problems) problem),
           changes = (SELECT coalesce(jsonb_agg(change), '[]') FROM jsonb_array_elements(changes) change
                       WHERE NOT coalesce(change ->> 'from' = ANY(${phones}::text[]) OR change ->> 'to' = ANY(${phones}::text[]), false))
     WHERE company_id = ${companyId}::uuid
       AND (phone = ANY(${phones}::text[])
            OR problems <> '[]' AND EXISTS (SELECT FROM jsonb_array_elements(problems) problem WHERE problem ->> 'value' = ANY(${phones}::text[]))
            OR changes <> '[]' AND EXISTS (SELECT FROM jsonb_array_elements(changes) change
                                            WHERE change ->> 'from' = ANY(${phones}::text[]) OR change ->> 'to' = ANY(${phones}::text[])))`;
  await tx.$executeRaw`
    UPDATE invitation SET phone = NULL WHERE company_id = ${companyId}::uuid AND phone = ANY(${phones}::text[])`;
  await tx.$executeRaw`
    UPDATE channel_link SET phone = NULL WHERE company_id = ${companyId}::uuid AND phone = ANY(${phones}::text[])`;
  // Archived people may have had the number before.
  await tx.$executeRaw`
    UPDATE member SET phone = NULL
     WHERE company_id = ${companyId}::uuid AND phone = ANY(${phones}::text[]) AND archived_at IS NOT NULL`;
}
