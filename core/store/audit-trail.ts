import { Prisma } from '#prisma/generated/client.ts';
import type { Tx } from './db.ts';
import { only } from './only.ts';

/** An entry with everything that its hash is made of, each as it stands in the hashed text; and the name of who it was. */
export type TrailEntry = {
  seq: string;
  at: string;
  companyId: string;
  operatorId: string | null;
  platform: string | null;
  workspaceId: string | null;
  conversation: string | null;
  action: string;
  subject: string;
  subjectId: string;
  facts: string;
  previous: string;
  hash: string;
  who: string | null;
};

type Wanted = {
  companyId: string;
  after: string;
  most: number;
  /** From the first on, and before the second. */
  from?: Date | undefined;
  before?: Date | undefined;
  /** Entries about these alone. */
  subjectIds?: string[] | undefined;
};

/** Entries in the order of the chain, from behind number `after`. */
export function trail(tx: Tx, { companyId, after, most, from, before, subjectIds }: Wanted): Promise<TrailEntry[]> {
  return tx.$queryRaw<TrailEntry[]>`
    SELECT e.seq::text, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, e.company_id AS "companyId",
           e.operator_id AS "operatorId", e.platform, e.workspace_id AS "workspaceId", e.conversation, e.action, e.subject,
           e.subject_id AS "subjectId", e.facts::text, operator.name AS who, encode(e.hash, 'hex') AS hash,
           encode(coalesce((SELECT hash FROM audit_entry WHERE company_id = e.company_id AND seq = e.seq - 1),
                           audit_beginning()), 'hex') AS previous
      FROM audit_entry e
      LEFT JOIN operator ON operator.company_id = e.company_id AND operator.id = e.operator_id
     WHERE e.company_id = ${companyId}::uuid AND e.seq > ${after}::bigint
       ${from ? Prisma.sql`AND e.at >= ${from}::timestamptz` : Prisma.empty}
       ${before ? Prisma.sql`AND e.at < ${before}::timestamptz` : Prisma.empty}
       ${subjectIds ? Prisma.sql`AND e.subject_id = ANY(${subjectIds})` : Prisma.empty}
     ORDER BY e.seq LIMIT ${most}`;
}

/** How many entries a company has, and the hash of the last one. Before the first stands nothing but zeros. */
export type ChainEnd = { entries: number; hash: string };

export async function chainEnd(tx: Tx, companyId: string): Promise<ChainEnd> {
  const end = await tx.$queryRaw<ChainEnd[]>`
    SELECT coalesce(sum(seq), 0)::int AS entries, coalesce(max(encode(hash, 'hex')), repeat('0', 64)) AS hash
      FROM audit_head WHERE company_id = ${companyId}::uuid`;
  return only(end);
}

/** The entries as they stand there; `since` and what is wrong only where there is such an entry. */
export type CheckedChain = ChainEnd & {
  since: Date | null;
  /** The first entry that does not fit what stands before it: its place, counted from 1, and what it says. */
  place: number | null;
  at: Date | null;
  action: string | null;
};

/** Computes every hash of the company anew, in one statement: what is done meanwhile is not looked at. */
export async function checkChain(tx: Tx, companyId: string): Promise<{ found: CheckedChain; noted: ChainEnd }> {
  const checked = await tx.$queryRaw<(CheckedChain & { notedEntries: number; notedHash: string })[]>`
    WITH chained AS (
      SELECT e, row_number() OVER chain AS place, lag(hash, 1, audit_beginning()) OVER chain AS previous
        FROM audit_entry e WHERE company_id = ${companyId}::uuid WINDOW chain AS (ORDER BY seq, id)),
    checked AS MATERIALIZED (
      SELECT place, (e).at, (e).action, (e).hash,
             (e).seq IS DISTINCT FROM place OR (e).hash IS DISTINCT FROM audit_hash(previous, e) AS wrong
        FROM chained)
    SELECT total.entries, total.since, encode(coalesce(last.hash, audit_beginning()), 'hex') AS hash,
           wrong.place::int, wrong.at, wrong.action,
           coalesce(head.seq, 0)::int AS "notedEntries", encode(coalesce(head.hash, audit_beginning()), 'hex') AS "notedHash"
      FROM (SELECT count(*)::int AS entries, min(at) AS since FROM checked) total
      LEFT JOIN (SELECT hash FROM checked ORDER BY place DESC LIMIT 1) last ON true
      LEFT JOIN (SELECT place, at, action FROM checked WHERE wrong ORDER BY place LIMIT 1) wrong ON true
      LEFT JOIN audit_head head ON head.company_id = ${companyId}::uuid`;
  const { notedEntries, notedHash, ...chain } = only(checked);
  return { found: chain, noted: { entries: notedEntries, hash: notedHash } };
}
