import type { Db } from '#core/store/db.ts';
import type { Noted } from '#test/harness/sink-process.ts';
import type { Ground } from './ground/ground.ts';
import { rules } from './rules.ts';

/** What is known of a fault run from outside. */
export type Evidence = {
  /** How many processes died or lost their run. */
  kills: number;
  /** Replies to a letter that the mail server owed. */
  doubtful?: number;
  /** When the cancel of a run was committed, by run. */
  cancelled?: Map<string, number>;
};

/** So many lanes at the most send a run, each with a letter on its way and one whose result is not committed. */
const LANES = 64;

/** Every sentence is an invariant that did not hold. */
export async function broken(ground: Ground, evidence: Evidence): Promise<string[]> {
  const { db, sink, watch } = ground;
  await bring(db, sink.received());
  const found: string[] = [];
  for (const { name, says, sql } of rules) {
    const rows = await db.$queryRawUnsafe<object[]>(sql);
    if (rows.length > 0) found.push(`${name} ${says}: ${rows.length} times, first ${show(rows[0])}`);
  }
  return [...found, ...(await tooManyUnknown(db, evidence)), ...(await tooLate(db, evidence)), ...watch.complaints()];
}

/** The mail server's record, where SQL can be asked about it. */
async function bring(db: Db, letters: Noted[]): Promise<void> {
  await db.$executeRaw`TRUNCATE crash.received`;
  const ids = letters.map(({ messageId }) => /^<inv-([0-9a-f-]{36})\.(\d+)@/.exec(messageId));
  await db.$executeRaw`
    INSERT INTO crash.received (rcpt, message_id, invitation_id, version, at)
    SELECT rcpt, message_id, invitation_id, version, to_timestamp(at / 1000)
      FROM unnest(${letters.map(({ rcpt }) => rcpt)}::text[], ${letters.map(({ messageId }) => messageId)}::text[],
                  ${ids.map((found) => found?.[1] ?? null)}::uuid[], ${ids.map((found) => Number(found?.[2] ?? 0))}::int[],
                  ${letters.map(({ at }) => at)}::float8[]) AS letter(rcpt, message_id, invitation_id, version, at)`;
}

async function tooManyUnknown(db: Db, { kills, doubtful = 0 }: Evidence): Promise<string[]> {
  const { unknown } = await tally(db);
  const most = kills * 2 * LANES + doubtful;
  return unknown > most ? [`I5 more are unknown than crashes can explain: ${unknown}, at most ${most}`] : [];
}

async function tooLate(db: Db, { cancelled = new Map() }: Evidence): Promise<string[]> {
  const found: string[] = [];
  for (const [runId, at] of cancelled) {
    const mails = await lettersAfter(db, runId, at);
    if (mails > LANES) found.push(`I10 ${mails} mails of ${runId} left after its cancel`);
  }
  return found;
}

/** How many letters of a run came in after a moment. */
export async function lettersAfter(db: Db, runId: string, at: number): Promise<number> {
  const [late] = await db.$queryRaw<{ mails: number }[]>`
    SELECT count(*)::int AS mails FROM crash.received JOIN invitation ON invitation.id = invitation_id
     WHERE run_id = ${runId}::uuid AND received.at > to_timestamp(${at}::float8 / 1000)`;
  return late?.mails ?? 0;
}

export type Tally = {
  people: number;
  sent: number;
  failed: number;
  unknown: number;
  cancelled: number;
  /** Unknown, and the mail server has the letter. */
  arrived: number;
  twice: number;
};

/** The figures of a fault run, after `broken` has brought the mail server's record. */
export async function tally(db: Db): Promise<Tally> {
  const [counts] = await db.$queryRaw<Tally[]>`
    SELECT count(*)::int AS people, count(*) FILTER (WHERE state = 'sent')::int AS sent,
           count(*) FILTER (WHERE state = 'failed')::int AS failed, count(*) FILTER (WHERE state = 'unknown')::int AS unknown,
           count(*) FILTER (WHERE state = 'cancelled')::int AS cancelled,
           count(*) FILTER (WHERE state = 'unknown' AND letters > 0)::int AS arrived,
           count(*) FILTER (WHERE letters > 1)::int AS twice
      FROM invitation
      LEFT JOIN (SELECT invitation_id, count(*) AS letters FROM crash.received GROUP BY 1) got ON got.invitation_id = id`;
  if (!counts) throw new Error('SELECT count(*) returned no row');
  return counts;
}

const show = (row: object | undefined) =>
  JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
