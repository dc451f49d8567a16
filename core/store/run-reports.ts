import type { Channel } from '../channel.ts';
import type { Reason } from '../reason.ts';
import type { LeftOut } from '../runs/source.ts';
import type { InvitationState, RunState } from '../states.ts';
import type { Tx } from './db.ts';
import { PACE, type QueuedRun } from './run-queue.ts';

export type RunFacts = {
  id: string;
  version: number;
  state: RunState;
  channel: Channel;
  title: string;
  requestedBy: string;
  requesterId: string;
  deciderId: string | null;
  draftedAt: Date;
  confirmedAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
  expiresAt: Date | null;
  listHash: string;
  people: number;
  toInvite: number;
  toSkip: number;
  toFail: number;
  overLimit: number | null;
  parentId: string | null;
  cause: string | null;
  rehearsal: string | null;
  tryFirst: number | null;
  sendAt: Date | null;
  approvalsNeeded: number;
  reminders: number;
  /** Of a user group: how many of it are nobody to invite. */
  leftOut: LeftOut | null;
  /** Where it was asked for. */
  platform: string;
  conversation: string;
  /** Whether those whom it never mailed are in another run by now. */
  restDrafted: boolean;
};

export async function runFacts(tx: Tx, companyId: string, runId: string): Promise<RunFacts | undefined> {
  const [run] = await tx.$queryRaw<RunFacts[]>`
    SELECT run.id, card_version AS version, state, channel, title,
           coalesce(operator.name, '') AS "requestedBy", requested_by AS "requesterId", decided_by AS "deciderId",
           drafted_at AS "draftedAt", confirmed_at AS "confirmedAt", started_at AS "startedAt", ended_at AS "endedAt",
           expires_at AS "expiresAt", list_hash AS "listHash", people, to_invite AS "toInvite", to_skip AS "toSkip",
           to_fail AS "toFail", over_limit AS "overLimit", parent_id AS "parentId", cause, rehearsal, try_first AS "tryFirst", send_at AS "sendAt",
           approvals_needed AS "approvalsNeeded", reminders, source -> 'leftOut' AS "leftOut", platform, conversation,
           state = 'cancelled' AND EXISTS (
             SELECT FROM run rest WHERE rest.company_id = run.company_id AND rest.parent_id = run.id AND rest.source ->> 'kind' IN ('rest-of', 'group')
                AND rest.drafted_at >= run.drafted_at AND rest.state NOT IN ('discarded', 'expired', 'rejected')) AS "restDrafted"
      FROM run
      JOIN thread ON thread.company_id = run.company_id AND thread.id = run.thread_id
      LEFT JOIN operator ON operator.company_id = run.company_id AND operator.id = run.requested_by
     WHERE run.company_id = ${companyId}::uuid AND run.id = ${runId}::uuid`;
  return run;
}

/** People of a run with the same state and reason, and how fast they were mailed. */
export type Tally = { state: InvitationState; reason: Reason | null; people: number; differs: number } & Pick<
  QueuedRun,
  'putOff' | 'dueAt' | 'lately' | 'since'
>;

export function tallies(tx: Tx, companyId: string, runId: string): Promise<Tally[]> {
  return tx.$queryRaw<Tally[]>`
    SELECT state, reason, count(*)::int AS people, (count(*) FILTER (WHERE differs))::int AS differs,
           ${PACE}
      FROM invitation i WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid
     GROUP BY state, reason ORDER BY people DESC, reason`;
}

export type RunLine = {
  id: string;
  title: string;
  state: RunState;
  channel: Channel;
  requestedBy: string;
  draftedAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  isRehearsal: boolean;
  sendAt: Date | null;
  people: number;
  toInvite: number;
  invited: number;
  skipped: number;
  failed: number;
  unknown: number;
  cancelled: number;
};

/** The last runs, newest first. */
export function lastRuns(tx: Tx, companyId: string, most: number): Promise<RunLine[]> {
  return tx.$queryRaw<RunLine[]>`
    SELECT run.id, title, state, channel, coalesce(operator.name, '') AS "requestedBy", drafted_at AS "draftedAt",
           started_at AS "startedAt", ended_at AS "endedAt", rehearsal IS NOT NULL AS "isRehearsal", send_at AS "sendAt", run.people, to_invite AS "toInvite", totals.*
      FROM (SELECT * FROM run WHERE company_id = ${companyId}::uuid ORDER BY drafted_at DESC LIMIT ${most}) run
      LEFT JOIN operator ON operator.company_id = run.company_id AND operator.id = run.requested_by
      LEFT JOIN LATERAL (
        SELECT (count(*) FILTER (WHERE i.state = 'sent'))::int AS invited,
               (count(*) FILTER (WHERE i.state = 'skipped'))::int AS skipped,
               (count(*) FILTER (WHERE i.state IN ('failed', 'bounced')))::int AS failed,
               (count(*) FILTER (WHERE i.state = 'unknown'))::int AS unknown,
               (count(*) FILTER (WHERE i.state = 'cancelled'))::int AS cancelled
          FROM invitation i WHERE i.company_id = run.company_id AND i.run_id = run.id) totals ON true
     ORDER BY run.drafted_at DESC`;
}
