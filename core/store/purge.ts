import type { Tx } from './db.ts';
import { EMPTY_INVITATION, EMPTY_MEMBER, EMPTY_ROW, ENDED_LINK } from './erased.ts';

/** Whose people are kept for so many days after they left, or after what they were in was over. */
export type Keeping = { companyId: string; days: number };

/** Companies that have said for how long they keep people, in any order: none that has much to empty holds up the same others each time. */
export async function whoPurges(tx: Tx): Promise<{ companyId: string; value: string }[]> {
  return tx.$queryRaw<{ companyId: string; value: string }[]>`
    SELECT company_id AS "companyId", value FROM setting WHERE key = 'retention.member-days'
     ORDER BY random()`;
}

/** Empties so many people who were archived long ago and whom no run waits for. How many they were. */
export async function purgeMembers(tx: Tx, { companyId, days }: Keeping, most: number): Promise<number> {
  const people = await tx.$queryRaw<{ id: string }[]>`
    UPDATE member SET ${EMPTY_MEMBER}
     WHERE company_id = ${companyId}::uuid AND id = ANY (ARRAY(
       SELECT id FROM member old
        WHERE company_id = ${companyId}::uuid AND archived_at < now() - ${days}::int * interval '1 day' AND erased_at IS NULL
          AND NOT EXISTS (SELECT FROM invitation JOIN run ON run.company_id = invitation.company_id AND run.id = invitation.run_id
                           WHERE invitation.company_id = ${companyId}::uuid AND invitation.member_id = old.id
                             AND run.state IN ('awaiting_approval', 'scheduled', 'pending', 'sending', 'deferred', 'paused', 'cancelling'))
        ORDER BY archived_at LIMIT ${most}::int FOR UPDATE SKIP LOCKED))
    RETURNING id`;
  if (people.length === 0) return 0;
  const ids = people.map(({ id }) => id);
  await tx.$executeRaw`
    UPDATE channel_link SET ${ENDED_LINK} WHERE company_id = ${companyId}::uuid AND member_id = ANY(${ids}::uuid[])`;
  await tx.$executeRaw`
    DELETE FROM link_token USING invitation
     WHERE invitation.company_id = ${companyId}::uuid AND invitation.member_id = ANY(${ids}::uuid[])
       AND link_token.company_id = invitation.company_id AND link_token.invitation_id = invitation.id`;
  // Their numbers are the company's, and nobody's again.
  await tx.$executeRaw`
    UPDATE corporate_number SET member_id = NULL WHERE company_id = ${companyId}::uuid AND member_id = ANY(${ids}::uuid[])`;
  return people.length;
}

export type Purged = { id: string; isOver: boolean };

/** Empties the next rows of the run that was over first. Undefined when none is left to empty. */
export async function purgeRun(tx: Tx, { companyId, days }: Keeping, most: number): Promise<Purged | undefined> {
  const [run] = await tx.$queryRaw<{ id: string; from: number; people: number }[]>`
    SELECT id, purged_to AS "from", people FROM run
     WHERE company_id = ${companyId}::uuid AND ended_at < now() - ${days}::int * interval '1 day' AND purged_at IS NULL
     ORDER BY ended_at LIMIT 1 FOR UPDATE SKIP LOCKED`;
  if (!run) return undefined;
  const to = run.from + most;
  await tx.$executeRaw`
    UPDATE invitation SET ${EMPTY_INVITATION}
     WHERE company_id = ${companyId}::uuid AND run_id = ${run.id}::uuid AND position > ${run.from}::int AND position <= ${to}::int
       AND erased_at IS NULL`;
  const isOver = to >= run.people;
  await tx.$executeRaw`
    UPDATE run SET purged_to = ${to}::int, purged_at = CASE WHEN ${isOver} THEN now() END
     WHERE company_id = ${companyId}::uuid AND id = ${run.id}::uuid`;
  return { id: run.id, isOver };
}

/** The same for the list that was over first. Its lines begin behind the header. */
export async function purgeImport(tx: Tx, { companyId, days }: Keeping, most: number): Promise<Purged | undefined> {
  const [list] = await tx.$queryRaw<{ id: string; from: number; last: number | null }[]>`
    SELECT id, purged_to AS "from",
           (SELECT max(line) FROM import_row WHERE import_row.company_id = import.company_id AND import_id = import.id) AS last
      FROM import
     WHERE company_id = ${companyId}::uuid AND ended_at < now() - ${days}::int * interval '1 day' AND purged_at IS NULL
     ORDER BY ended_at LIMIT 1 FOR UPDATE SKIP LOCKED`;
  if (!list) return undefined;
  const to = list.from + most;
  await tx.$executeRaw`
    UPDATE import_row SET ${EMPTY_ROW}
     WHERE company_id = ${companyId}::uuid AND import_id = ${list.id}::uuid AND line > ${list.from}::int AND line <= ${to}::int
       AND erased_at IS NULL`;
  const isOver = to >= (list.last ?? 0);
  await tx.$executeRaw`
    UPDATE import SET purged_to = ${to}::int, purged_at = CASE WHEN ${isOver} THEN now() END
     WHERE company_id = ${companyId}::uuid AND id = ${list.id}::uuid`;
  return { id: list.id, isOver };
}
