import { Prisma } from '#prisma/generated/client.ts';
import type { RunState } from '../states.ts';
import type { Tx } from './db.ts';

export type QueuedRun = {
  id: string;
  version: number;
  state: RunState;
  title: string;
  requestedBy: string;
  confirmedAt: Date;
  startedAt: Date | null;
  cause: string | null;
  isRehearsal: boolean;
  /** Only so many are mailed before it waits for a look. */
  tryFirst: number | null;
  /** When it is to be sent, where that is not at once. */
  sendAt: Date | null;
  /** To be invited, and how many of them have their result. */
  people: number;
  done: number;
  /** Those without a result whose mail server asked for patience, and when the first of them is tried again. */
  putOff: number;
  dueAt: Date | null;
  /** Mailed in the last half minute. */
  lately: number;
  /** Seconds since the first mail of the last minute. */
  since: number | null;
  /** Seconds since sending began. */
  elapsed: number | null;
};

/** What is being sent or just being stopped, and then what waits for it, in the order in which they start. */
export function runsInLine(tx: Tx, companyId: string): Promise<QueuedRun[]> {
  return queuedRuns(tx, companyId, Prisma.sql`run.state IN ('pending', 'sending', 'cancelling')`);
}

/** What stands beside the line: it waits for somebody's word, for its time, or for mail servers. */
export function runsAside(tx: Tx, companyId: string): Promise<QueuedRun[]> {
  return queuedRuns(
    tx,
    companyId,
    Prisma.sql`(run.state IN ('scheduled', 'paused', 'deferred') OR run.state = 'awaiting_approval' AND run.expires_at > now())`,
  );
}

// The people of a run that has not begun need not be counted.
function queuedRuns(tx: Tx, companyId: string, which: Prisma.Sql): Promise<QueuedRun[]> {
  return tx.$queryRaw<QueuedRun[]>`
    SELECT run.id, card_version AS version, state, title, coalesce(operator.name, '') AS "requestedBy",
           confirmed_at AS "confirmedAt", started_at AS "startedAt", cause, rehearsal IS NOT NULL AS "isRehearsal", try_first AS "tryFirst", send_at AS "sendAt", to_invite AS people,
           CASE WHEN started_at IS NULL THEN 0 ELSE to_invite - list.open END AS done,
           list."putOff", list."dueAt", list.lately, list.since,
           extract(epoch FROM now() - started_at)::float8 AS elapsed
      FROM run
      LEFT JOIN operator ON operator.company_id = run.company_id AND operator.id = run.requested_by
      CROSS JOIN LATERAL (
        SELECT (count(*) FILTER (WHERE i.state IN ('queued', 'claimed', 'sending')))::int AS open, ${PACE}
          FROM invitation i
         WHERE run.started_at IS NOT NULL AND i.company_id = run.company_id AND i.run_id = run.id) list
     WHERE run.company_id = ${companyId}::uuid AND ${which}
     ORDER BY state = 'pending', seq, send_at, confirmed_at`;
}

/** How fast a run's people `i` were mailed lately, and who of them has been put off. */
export const PACE = Prisma.sql`
  (count(*) FILTER (WHERE i.state = 'queued' AND i.next_attempt_at > now()))::int AS "putOff",
  min(i.next_attempt_at) FILTER (WHERE i.state = 'queued' AND i.next_attempt_at > now()) AS "dueAt",
  (count(*) FILTER (WHERE i.sent_at > now() - interval '30 seconds'))::int AS lately,
  extract(epoch FROM now() - min(i.sent_at) FILTER (WHERE i.sent_at > now() - interval '1 minute'))::float8 AS since`;

const LAST_RUNS = 5;

/** People a second in the last runs that went through; the one in the middle, so that a run that once waited long does not count. */
export async function usualPace(tx: Tx, companyId: string): Promise<number | undefined> {
  const [usual] = await tx.$queryRaw<{ pace: number | null }[]>`
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY to_invite / greatest(1, extract(epoch FROM ended_at - started_at)::float8)) AS pace
      FROM (SELECT to_invite, started_at, ended_at FROM run
             WHERE company_id = ${companyId}::uuid AND state = 'completed' AND to_invite > 0
             ORDER BY drafted_at DESC LIMIT ${LAST_RUNS}) last`;
  return usual?.pace ?? undefined;
}

/** The thread of a run that has begun just now, for the first time, and whose people have turned to something else meanwhile. */
export async function threadOfLongWait(tx: Tx, companyId: string, runId: string): Promise<string | undefined> {
  const [run] = await tx.$queryRaw<{ threadId: string }[]>`
    SELECT thread_id AS "threadId" FROM run
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND started_at > now() - interval '1 second'
       AND greatest(confirmed_at, decided_at) < now() - interval '1 minute'`;
  return run?.threadId;
}
