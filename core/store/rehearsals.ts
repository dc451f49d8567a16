import type { Tx } from './db.ts';
import { only } from './only.ts';

/** Drafts, and lists with login mails that wait for a decision, become what the company does now. Old buttons on them start nothing. */
export function followRehearsal(tx: Tx, companyId: string, inbox: string | undefined): Promise<{ id: string }[]> {
  return tx.$queryRaw<{ id: string }[]>`
    WITH draft AS (
      UPDATE run SET rehearsal = ${inbox ?? null}, card_version = card_version + 1
       WHERE company_id = ${companyId}::uuid AND state = 'draft' AND rehearsal IS DISTINCT FROM ${inbox ?? null}
      RETURNING id),
    list AS (
      UPDATE import SET rehearsal = ${inbox ?? null}, card_version = card_version + 1
       WHERE company_id = ${companyId}::uuid AND state IN ('receiving', 'checking', 'ready') AND send_login_mail
         AND rehearsal IS DISTINCT FROM ${inbox ?? null}
      RETURNING id)
    SELECT id FROM draft UNION ALL SELECT id FROM list`;
}

/** Runs that were confirmed before, are not over, and stay what they were: real ones, or rehearsals to another inbox. */
export async function confirmedOtherwise(tx: Tx, companyId: string, inbox: string | undefined): Promise<number> {
  const counts = await tx.$queryRaw<{ runs: number }[]>`
    SELECT count(*)::int AS runs FROM run
     WHERE company_id = ${companyId}::uuid AND rehearsal IS DISTINCT FROM ${inbox ?? null}
       AND (state IN ('scheduled', 'pending', 'sending', 'cancelling', 'deferred', 'paused') OR state = 'awaiting_approval' AND expires_at > now())`;
  return only(counts).runs;
}
