import { Prisma } from '#prisma/generated/client.ts';
import type { Channel } from '../channel.ts';
import type { Reason } from '../reason.ts';
import type { InvitationState, LinkState } from '../states.ts';
import type { Tx } from './db.ts';
import { only } from './only.ts';
import { progressOf } from './progress.ts';

/** Somebody of the directory and how far they are on one channel; on none where they were never invited. */
export type PersonStatus = {
  username: string | null;
  name: string | null;
  email: string;
  phone: string | null;
  orgUnit: string | null;
  role: string;
  channel: Channel | null;
  link: LinkState | null;
  linkedAt: Date | null;
  invitedAt: Date | null;
  /** The last confirmed run they stood in. */
  runId: string | null;
  runTitle: string | null;
  runAt: Date | null;
  state: InvitationState | null;
  reason: Reason | null;
};

type Part = { companyId: string; after: string; most: number };

/** So many people of the directory by their addresses, from behind `after`, and behind whom the next ones stand. Who is archived is not in it any more. */
export async function peopleStatus(
  tx: Tx,
  { companyId, after, most }: Part,
): Promise<{ people: PersonStatus[]; next?: string }> {
  const part = await tx.$queryRaw<{ id: string; emailKey: string }[]>`
    SELECT id, email_key AS "emailKey" FROM member WHERE company_id = ${companyId}::uuid AND email_key > ${after} AND archived_at IS NULL
     ORDER BY email_key LIMIT ${most}`;
  const last = part.length < most ? undefined : part.at(-1);
  const people = await statusOf(
    tx,
    companyId,
    part.map(({ id }) => id),
  );
  return { people, ...(last && { next: last.emailKey }) };
}

function statusOf(tx: Tx, companyId: string, ids: string[]): Promise<PersonStatus[]> {
  return tx.$queryRaw<PersonStatus[]>`
    SELECT member.username, nullif(concat_ws(' ', first_name, last_name), '') AS name, member.email,
           member.phone, org_unit.path AS "orgUnit", role.name AS role, progress.channel, progress.state AS link,
           CASE WHEN progress.state = 'linked' THEN progress.linked_at END AS "linkedAt", progress.invited_at AS "invitedAt",
           last.id AS "runId", last.title AS "runTitle", last.at AS "runAt", last.state, last.reason
      FROM member
      JOIN role ON role.company_id = member.company_id AND role.id = member.role_id
      LEFT JOIN org_unit ON org_unit.company_id = member.company_id AND org_unit.id = member.org_unit_id
      LEFT JOIN ${progressOf(companyId, { members: Prisma.sql`member_id = ANY(${ids}::uuid[])` })} progress ON progress.member_id = member.id
      LEFT JOIN LATERAL (
        SELECT run.id, run.title, run.confirmed_at AS at, i.state, i.reason
          FROM invitation i JOIN run ON run.company_id = i.company_id AND run.id = i.run_id
         WHERE i.company_id = ${companyId}::uuid AND i.member_id = member.id AND run.confirmed_at IS NOT NULL AND run.rehearsal IS NULL
         ORDER BY run.confirmed_at DESC LIMIT 1) last ON true
     WHERE member.company_id = ${companyId}::uuid AND member.id = ANY(${ids}::uuid[]) AND archived_at IS NULL
     ORDER BY member.email_key, progress.channel`;
}

export async function countPeople(tx: Tx, companyId: string): Promise<number> {
  const counts = await tx.$queryRaw<{ people: number }[]>`
    SELECT count(*)::int AS people FROM member WHERE company_id = ${companyId}::uuid AND archived_at IS NULL`;
  return only(counts).people;
}
