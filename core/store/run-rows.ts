import { Prisma } from '#prisma/generated/client.ts';
import type { Reason } from '../reason.ts';
import type { InvitationState, LinkState } from '../states.ts';
import type { Tx } from './db.ts';
import { linksOf } from './links.ts';

export type RunRow = {
  position: number;
  importLine: number | null;
  username: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  orgUnit: string | null;
  state: InvitationState;
  reason: Reason | null;
  reply: string | null;
  differs: boolean;
  attempts: number;
  sentAt: Date | null;
  messageId: string | null;
  link: LinkState | null;
  isErased: boolean;
};

type Rows = { companyId: string; runId: string; states: InvitationState[]; after: number; most: number; skip?: number };

/** Rows of a run in its order, from behind position `after`. */
export function runRows(tx: Tx, { companyId, runId, states, after, most, skip = 0 }: Rows): Promise<RunRow[]> {
  return tx.$queryRaw<RunRow[]>`
    SELECT position, import_line AS "importLine", username, name, email, i.phone, org_unit AS "orgUnit", i.state, reason, reply,
           differs, attempt AS attempts, sent_at AS "sentAt", message_id AS "messageId", link.state AS link,
           erased_at IS NOT NULL AS "isErased"
      FROM (SELECT * FROM invitation
             WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid AND position > ${after}::int ${inState(states)}
             ORDER BY position LIMIT ${most} OFFSET ${skip}) i
      LEFT JOIN LATERAL ${linksOf(Prisma.sql`${companyId}::uuid`, Prisma.sql`i.member_id`)} link
             ON link.channel = (SELECT channel FROM run WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid)
     ORDER BY position`;
}

export type Differing = { position: number; email: string | null; reason: Reason | null; people: number };

/** Those who changed between the preview and the start, in the order of the run; `people`: how many they are. */
export function differingRows(tx: Tx, companyId: string, runId: string, most: number): Promise<Differing[]> {
  return tx.$queryRaw<Differing[]>`
    SELECT position, email, CASE WHEN state IN ('failed', 'skipped', 'bounced', 'cancelled') THEN reason END AS reason,
           (count(*) OVER ())::int AS people
      FROM invitation WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid AND differs
     ORDER BY position LIMIT ${most}`;
}

export type Late = { email: string | null; people: number };

/** The first of those whose mails left although the run had been cancelled by then; `people`: how many they are. */
export function mailedAfterCancel(tx: Tx, companyId: string, runId: string, most: number): Promise<Late[]> {
  return tx.$queryRaw<Late[]>`
    SELECT email, (count(*) OVER ())::int AS people FROM invitation
     WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid AND state = 'sent'
       AND sent_at >= (SELECT decided_at FROM run WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid)
     ORDER BY position LIMIT ${most}`;
}

export type ProblemLine = { position: number; email: string | null; state: InvitationState; reason: Reason | null };

/** The first of those who failed, or of whom nobody knows whether their mail arrived. */
export function problemLines(tx: Tx, companyId: string, runId: string, most: number): Promise<ProblemLine[]> {
  return tx.$queryRaw<ProblemLine[]>`
    SELECT position, email, state, reason FROM invitation
     WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid AND state IN ('failed', 'bounced', 'unknown')
     ORDER BY position LIMIT ${most}`;
}

/** How many rows of a run are in each state that any is in. */
export function rowsByState(
  tx: Tx,
  companyId: string,
  runId: string,
): Promise<{ state: InvitationState; rows: number }[]> {
  return tx.$queryRaw<{ state: InvitationState; rows: number }[]>`
    SELECT state, count(*)::int AS rows FROM invitation
     WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid GROUP BY state`;
}

const inState = (states: InvitationState[]) =>
  states.length === 0 ? Prisma.empty : Prisma.sql`AND state = ANY(${states}::"InvitationState"[])`;
