import { Prisma } from '#prisma/generated/client.ts';
import type { Channel } from '../channel.ts';
import type { RunCause } from '../runs/cause.ts';
import type { Tx } from './db.ts';
import { type Held, nextFence } from './senders.ts';

export type Head = { id: string; channel: Channel };

/** Nothing of the company is being sent, and nobody has mails in hand of a run that was stopped. */
const isFree = (companyId: Prisma.Sql) => Prisma.sql`(
  NOT EXISTS (SELECT FROM run WHERE company_id = ${companyId} AND state IN ('sending', 'cancelling'))
  AND NOT EXISTS (SELECT FROM sender WHERE company_id = ${companyId}))`;

/** The company's next run, where it is free for one. Its company is locked. */
export async function headOfQueue(tx: Tx, companyId: string): Promise<Head | undefined> {
  const [head] = await tx.$queryRaw<Head[]>`
    SELECT id, channel FROM run
     WHERE company_id = ${companyId}::uuid AND state = 'pending' AND ${isFree(Prisma.sql`${companyId}::uuid`)}
     ORDER BY seq LIMIT 1`;
  return head;
}

/** Starts a pending run. The index `one_sending_run` refuses where another one is being sent. */
export async function startSending(
  tx: Tx,
  companyId: string,
  runId: string,
): Promise<(Held & { people: number }) | undefined> {
  const fence = await nextFence(tx, companyId);
  const [started] = await tx.$queryRaw<{ people: number }[]>`
    UPDATE run SET state = 'sending', fence = ${fence}, started_at = coalesce(started_at, now()), moved_at = now(), take_overs = 0,
                   cause = NULL, card_version = card_version + 1
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND state = 'pending'
    RETURNING to_invite AS people`;
  return started && { companyId, runId, fence, ...started };
}

/** Companies whose next run could start. */
export async function companiesToWake(tx: Tx): Promise<string[]> {
  const companies = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT company_id AS id FROM run waiting
     WHERE state = 'pending' AND ${isFree(Prisma.sql`waiting.company_id`)}`;
  return companies.map(({ id }) => id);
}

export type Idle = { companyId: string; runId: string };

const NO_PROGRESS: RunCause = 'no-progress';
// A mail server may be away for a night, and somebody may put it right in the morning.
const PATIENCE = Prisma.sql`interval '24 hours'`;

/** Runs being sent in which nobody's outcome has become known for a day. */
export function idleRuns(tx: Tx): Promise<Idle[]> {
  return tx.$queryRaw<Idle[]>`
    SELECT company_id AS "companyId", id AS "runId" FROM run WHERE state = 'sending' AND moved_at < now() - ${PATIENCE}`;
}

/** Nothing more leaves in such a run, with its company locked. False when it has moved after all. */
export async function startGivingUp(tx: Tx, { companyId, runId }: Idle): Promise<boolean> {
  const stopped = await tx.$executeRaw`
    UPDATE run SET state = 'cancelling', cause = ${NO_PROGRESS}, card_version = card_version + 1
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND state = 'sending' AND moved_at < now() - ${PATIENCE}`;
  return stopped === 1;
}

export type End = { state: 'completed' | 'cancelled' | 'aborted' };

/** Ends a run in which nothing is left to do, with its company locked. Undefined while there is. */
export async function endRun(tx: Tx, { companyId, runId, fence }: Held): Promise<End | undefined> {
  const [ended] = await tx.$queryRaw<End[]>`
    UPDATE run SET state = (CASE WHEN state = 'sending' THEN 'completed' WHEN cause = ${NO_PROGRESS} THEN 'aborted'
                                 ELSE 'cancelled' END)::"RunState",
                   ended_at = now(), card_version = card_version + 1,
                   cause = CASE WHEN state = 'cancelling' THEN cause END
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND fence = ${fence} AND state IN ('sending', 'cancelling')
       AND NOT EXISTS (SELECT FROM invitation WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid
                                                AND state IN ('queued', 'claimed', 'sending'))
    RETURNING state`;
  return ended;
}

/** Ends a run before its first mail, because it may not start. */
export async function abortPending(tx: Tx, companyId: string, runId: string, cause: RunCause): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET state = 'aborted', ended_at = now(), cause = ${cause}, card_version = card_version + 1
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND state = 'pending'`;
}
