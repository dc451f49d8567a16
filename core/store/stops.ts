import type { CardRef, Operator } from '../operator.ts';
import type { RunCause } from '../runs/cause.ts';
import type { Tx } from './db.ts';
import { LAST_FOR_NOW } from './first-people.ts';
import type { Held } from './senders.ts';

type RunRef = { companyId: string; runId: string };
type Stop = { by?: Operator; cause?: RunCause };

/** Nothing more of a run that is being sent leaves, until somebody resumes it. A week later it ends by itself. False when it is not being sent. */
export async function pause(tx: Tx, { companyId, runId }: RunRef, { by, cause }: Stop): Promise<boolean> {
  const paused = await tx.$executeRaw`
    UPDATE run SET state = 'paused', decided_by = ${by?.id ?? null}::uuid, decided_at = now(), cause = ${cause ?? null},
                   expires_at = now() + interval '7 days', card_version = card_version + 1
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND state = 'sending'`;
  return paused === 1;
}

const TRIED: RunCause = 'tried';

/** A paused run, with its company locked, waits at the head of the queue again: its place is that of its confirmation. One that was tried goes on to the end. */
export async function unpause(tx: Tx, { companyId }: Operator, { id }: CardRef): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET state = 'pending', decided_by = NULL, decided_at = NULL, cause = NULL, expires_at = NULL,
                   try_first = CASE WHEN cause = ${TRIED} THEN NULL ELSE try_first END,
                   try_until = CASE WHEN cause = ${TRIED} THEN NULL ELSE try_until END,
                   card_version = card_version + 1
     WHERE company_id = ${companyId}::uuid AND id = ${id}::uuid AND state = 'paused'`;
}

// While people's time comes sooner than that, nobody else's run is worth a change.
const SHORT_SECONDS = 10;

/**
 * Puts a run off in which only people are left whose server said "later", so that the next one has its turn. With its
 * company locked; false when there is somebody to mail, or on their way.
 */
export async function defer(tx: Tx, { companyId, runId, fence }: Held): Promise<boolean> {
  const deferred = await tx.$executeRaw`
    UPDATE run SET state = 'deferred', due_at = waiting.due, cause = NULL, card_version = card_version + 1
      FROM (SELECT min(coalesce(next_attempt_at, now())) AS due, bool_or(i.state <> 'queued') AS busy
              FROM invitation i JOIN run ON run.company_id = i.company_id AND run.id = i.run_id
             WHERE i.company_id = ${companyId}::uuid AND i.run_id = ${runId}::uuid AND i.position <= ${LAST_FOR_NOW}
               AND i.state IN ('queued', 'claimed', 'sending')) waiting
     WHERE run.company_id = ${companyId}::uuid AND run.id = ${runId}::uuid AND run.fence = ${fence} AND run.state = 'sending'
       AND NOT waiting.busy AND waiting.due > now() + ${SHORT_SECONDS}::int * interval '1 second'`;
  return deferred === 1;
}

export function deferredRunsDue(tx: Tx): Promise<RunRef[]> {
  return tx.$queryRaw<RunRef[]>`
    SELECT company_id AS "companyId", id AS "runId" FROM run WHERE state = 'deferred' AND due_at <= now()`;
}

/** A deferred run whose time has come waits at the head of the queue again. */
export async function undefer(tx: Tx, { companyId, runId }: RunRef): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE run SET state = 'pending', due_at = NULL, card_version = card_version + 1
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND state = 'deferred' AND due_at <= now()`;
  return moved === 1;
}

/** Runs that were paused and that nobody came back to. */
export function forgottenRuns(tx: Tx): Promise<RunRef[]> {
  return tx.$queryRaw<RunRef[]>`
    SELECT company_id AS "companyId", id AS "runId" FROM run WHERE state = 'paused' AND expires_at <= now()`;
}

/** Ends a run that was begun and is not being sent, with its company locked. What is leaving just now still gets its result. */
export async function endStopped(tx: Tx, { companyId, runId }: RunRef, { by, cause }: Stop): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET state = 'cancelled', decided_by = ${by?.id ?? null}::uuid, decided_at = now(), ended_at = now(),
                   cause = ${cause ?? null}, expires_at = NULL, due_at = NULL, card_version = card_version + 1
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND state IN ('paused', 'deferred')`;
}
