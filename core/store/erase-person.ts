import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from './db.ts';
import { EMPTY_INVITATION, EMPTY_MEMBER, EMPTY_ROW, ENDED_LINK } from './erased.ts';
import type { Traces, Whereabouts } from './find-traces.ts';

/** Those of these numbers that nobody else has. */
export async function onlyTheirs(tx: Tx, { companyId, memberId, phones }: Traces): Promise<string[]> {
  const taken = await tx.$queryRaw<{ phone: string }[]>`
    SELECT phone FROM member
     WHERE company_id = ${companyId}::uuid AND phone = ANY(${phones}::text[]) AND id IS DISTINCT FROM ${memberId}::uuid
       AND archived_at IS NULL`;
  const others = new Set(taken.map(({ phone }) => phone));
  return phones.filter((phone) => !others.has(phone));
}

/** Runs and lists that are not over and have this person. */
export function openWith(
  tx: Tx,
  { companyId }: Traces,
  where: Whereabouts,
): Promise<{ kind: 'run' | 'import'; id: string }[]> {
  const runs = where.invitations.filter(({ isTheirs }) => isTheirs).map(({ runId }) => runId);
  const lists = where.rows.filter(({ isTheirs }) => isTheirs).map(({ importId }) => importId);
  return tx.$queryRaw<{ kind: 'run' | 'import'; id: string }[]>`
    SELECT 'run' AS kind, id FROM run
     WHERE company_id = ${companyId}::uuid AND id = ANY(${runs}::uuid[])
       AND state IN ('awaiting_approval', 'scheduled', 'pending', 'sending', 'deferred', 'paused', 'cancelling')
    UNION ALL
    SELECT 'import' AS kind, id FROM import
     WHERE company_id = ${companyId}::uuid AND id = ANY(${lists}::uuid[]) AND state IN ('checking', 'ready')`;
}

export type Counted = { rows: number; invitations: number; links: number; numbers: number };

export async function countTraces(
  tx: Tx,
  { companyId, memberId, phones }: Traces,
  where: Whereabouts,
): Promise<Counted> {
  const [counted] = await tx.$queryRaw<Pick<Counted, 'links' | 'numbers'>[]>`
    SELECT (SELECT count(*)::int FROM channel_link WHERE company_id = ${companyId}::uuid AND member_id = ${memberId}::uuid) AS links,
           (SELECT count(*)::int FROM corporate_number
             WHERE company_id = ${companyId}::uuid AND (member_id = ${memberId}::uuid OR phone = ANY(${phones}::text[]))) AS numbers`;
  return {
    rows: where.rows.filter(({ isTheirs }) => isTheirs).length,
    invitations: where.invitations.filter(({ isTheirs }) => isTheirs).length,
    ...(counted ?? { links: 0, numbers: 0 }),
  };
}

/** Leaves nothing of the person in any table, with the company and its directory locked. Gives the runs in which they, or their number, stood. */
export async function eraseTraces(tx: Tx, traces: Traces, where: Whereabouts): Promise<string[]> {
  await endLinks(tx, traces);
  await takeNumbersBack(tx, traces);
  await emptyRows(tx, traces, where);
  await forgetPhones(tx, traces, where);
  const { companyId, memberId } = traces;
  await tx.$executeRaw`
    UPDATE member SET ${EMPTY_MEMBER} WHERE company_id = ${companyId}::uuid AND id = ${memberId}::uuid`;
  return [...new Set(where.invitations.map(({ runId }) => runId))];
}

async function emptyRows(tx: Tx, { companyId }: Traces, where: Whereabouts): Promise<void> {
  const rows = where.rows.filter(({ isTheirs }) => isTheirs);
  const invitations = where.invitations.filter(({ isTheirs }) => isTheirs);
  await tx.$executeRaw`
    UPDATE import_row SET ${EMPTY_ROW}
     WHERE company_id = ${companyId}::uuid AND (import_id, line) IN (SELECT * FROM ${keys(rows)})`;
  await tx.$executeRaw`
    UPDATE invitation SET ${EMPTY_INVITATION} WHERE company_id = ${companyId}::uuid AND id = ANY(${idsOf(invitations)}::uuid[])`;
}

const keys = (rows: { importId: string; line: number }[]) =>
  Prisma.sql`unnest(${rows.map(({ importId }) => importId)}::uuid[], ${rows.map(({ line }) => line)}::int[])`;

const idsOf = (found: { id: string }[]) => found.map(({ id }) => id);

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
async function forgetPhones(tx: Tx, { companyId, phones }: Traces, where: Whereabouts): Promise<void> {
  if (phones.length === 0) return;
  const rows = where.rows.filter(({ isTheirs }) => !isTheirs);
  const invitations = where.invitations.filter(({ isTheirs }) => !isTheirs);
  await tx.$executeRaw`
    UPDATE import_row
       SET phone = CASE WHEN phone = ANY(${phones}::text[]) THEN NULL ELSE phone END,
           problems = (SELECT coalesce(jsonb_agg(CASE WHEN problem ->> 'value' = ANY(${phones}::text[]) THEN problem - 'value' ELSE problem END), '[]')
                         FROM jsonb_array_elements(problems) problem),
           changes = (SELECT coalesce(jsonb_agg(change), '[]') FROM jsonb_array_elements(changes) change
                       WHERE NOT coalesce(change ->> 'from' = ANY(${phones}::text[]) OR change ->> 'to' = ANY(${phones}::text[]), false))
     WHERE company_id = ${companyId}::uuid AND (import_id, line) IN (SELECT * FROM ${keys(rows)})`;
  await tx.$executeRaw`
    UPDATE invitation SET phone = NULL WHERE company_id = ${companyId}::uuid AND id = ANY(${idsOf(invitations)}::uuid[])`;
  await tx.$executeRaw`
    UPDATE channel_link SET phone = NULL WHERE company_id = ${companyId}::uuid AND phone = ANY(${phones}::text[])`;
  // Archived people may have had the number before.
  await tx.$executeRaw`
    UPDATE member SET phone = NULL
     WHERE company_id = ${companyId}::uuid AND phone = ANY(${phones}::text[]) AND archived_at IS NOT NULL`;
}
