import type { RunState } from '../states.ts';
import type { Tx } from './db.ts';
import { LAST_FOR_NOW } from './first-people.ts';
import type { Held, Share } from './senders.ts';

/**
 * Ends a claim whose results are all written: who was only claimed waits again. A mail that passed the gate and has no
 * result left us without telling.
 */
export async function giveBack(tx: Tx, { companyId, runId, claim }: Share): Promise<void> {
  await tx.$executeRaw`
    UPDATE invitation SET state = (CASE state WHEN 'claimed' THEN 'queued' ELSE 'unknown' END)::"InvitationState"
     WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid AND claim = ${claim}::uuid
       AND state IN ('claimed', 'sending')`;
}

/** What a sender left behind that is gone: who was only claimed waits again, and nobody knows whether the others got their mail. */
export async function clearUp(tx: Tx, { companyId, runId, claim }: Omit<Share, 'fence' | 'slot'>): Promise<void> {
  await tx.$executeRaw`
    UPDATE invitation SET state = (CASE state WHEN 'claimed' THEN 'queued' ELSE 'unknown' END)::"InvitationState",
                          claim = CASE state WHEN 'claimed' THEN NULL ELSE claim END,
                          reply = CASE state WHEN 'claimed' THEN reply ELSE 'the sender was interrupted' END
     WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid AND claim = ${claim}::uuid
       AND state IN ('claimed', 'sending')`;
}

export type Rest = {
  state: RunState;
  /** Seconds until the next waiting person's time comes; null when nobody waits. */
  nextIn: number | null;
  /** In the hands of a sender. */
  busy: number;
};

/** What is left of a run, for its senders; undefined when this start of it is over. */
export async function restOf(tx: Tx, { companyId, runId, fence }: Held): Promise<Rest | undefined> {
  const [rest] = await tx.$queryRaw<Rest[]>`
    SELECT run.state, open.next_in AS "nextIn", coalesce(open.busy, 0) AS busy
      FROM run CROSS JOIN LATERAL (
        SELECT extract(epoch FROM min(coalesce(next_attempt_at, now())) FILTER (WHERE i.state = 'queued') - now())::float8 AS next_in,
               (count(*) FILTER (WHERE i.state <> 'queued'))::int AS busy
          FROM invitation i
         WHERE i.company_id = run.company_id AND i.run_id = run.id AND i.position <= ${LAST_FOR_NOW}
           AND i.state IN ('queued', 'claimed', 'sending')) open
     WHERE run.company_id = ${companyId}::uuid AND run.id = ${runId}::uuid AND run.fence = ${fence}
       AND run.state IN ('sending', 'cancelling')`;
  return rest;
}
