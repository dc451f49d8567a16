import type { Reason } from '../reason.ts';
import type { Tx } from './db.ts';
import type { Held } from './leases.ts';

export type Claimed = {
  id: string;
  position: number;
  email: string;
  name: string | null;
  phone: string | null;
  language: string | null;
  timeZone: string | null;
  attempt: number;
  tokenVersion: number;
  expiresAt: Date;
};

export type Chunk = { claim: string; after: number; most: number; ttlHours: number };

/** Takes the next people of a run whose time has come. `claim` marks them as this sender's own. */
export async function claim(tx: Tx, held: Held, { claim, after, most, ttlHours }: Chunk): Promise<Claimed[]> {
  const { companyId, runId, fence } = held;
  // The run stays locked until the claim is committed: who takes it over meanwhile waits, and then sees these people as claimed.
  const holds = await tx.$queryRaw<unknown[]>`
    SELECT FROM run WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND fence = ${fence} AND state = 'sending' FOR SHARE`;
  if (holds.length === 0) return [];

  const claimed = await tx.$queryRaw<Claimed[]>`
    UPDATE invitation i SET state = 'claimed', claim = ${claim}::uuid, fence = ${fence}, next_attempt_at = NULL,
                            expires_at = now() + ${ttlHours}::int * interval '1 hour'
     WHERE i.company_id = ${companyId}::uuid AND i.id = ANY (ARRAY(
       SELECT id FROM invitation
        WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid AND position > ${after}::int
          AND state = 'queued' AND (next_attempt_at IS NULL OR next_attempt_at <= now())
        ORDER BY position LIMIT ${most} FOR UPDATE SKIP LOCKED))
    RETURNING i.id, i.position, i.email, i.name, i.phone, i.language, i.attempt, i.token_version AS "tokenVersion",
              i.expires_at AS "expiresAt",
              (SELECT time_zone FROM member WHERE company_id = i.company_id AND id = i.member_id) AS "timeZone"`;
  return claimed.sort((one, other) => one.position - other.position);
}

type Token = { invitationId: string; version: number; hash: Uint8Array<ArrayBuffer>; expiresAt: Date };

/** Makes these links known. One that is mailed again lives from then on. */
export async function keepTokens(tx: Tx, companyId: string, tokens: Token[]): Promise<void> {
  const hashes = tokens.map(({ hash }) => Buffer.from(hash).toString('hex'));
  await tx.$executeRaw`
    INSERT INTO link_token (hash, company_id, invitation_id, version, expires_at)
    SELECT decode(hash, 'hex'), ${companyId}::uuid, invitation_id, version, expires_at
      FROM unnest(${hashes}::text[], ${tokens.map(({ invitationId }) => invitationId)}::uuid[],
                  ${tokens.map(({ version }) => version)}::int[],
                  ${tokens.map(({ expiresAt }) => expiresAt.toISOString())}::timestamptz[])
           AS token(hash, invitation_id, version, expires_at)
    ON CONFLICT (hash) DO UPDATE SET expires_at = excluded.expires_at`;
}

/** The bodies of these mails leave now. Returns those that may: the commit of this statement is the point of no return. */
export async function passGate(tx: Tx, held: Held, claim: string, ids: string[]): Promise<string[]> {
  const { companyId, runId, fence } = held;
  const passed = await tx.$queryRaw<{ id: string }[]>`
    UPDATE invitation i SET state = 'sending'
     WHERE i.company_id = ${companyId}::uuid AND i.id = ANY(${ids}::uuid[]) AND i.claim = ${claim}::uuid AND i.fence = ${fence}
       AND i.state = 'claimed'
       AND EXISTS (SELECT FROM run WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid AND fence = ${fence}
                                     AND state = 'sending')
    RETURNING i.id`;
  return passed.map(({ id }) => id);
}

/** What became of one mail. */
export type Result = { id: string; reply?: string } & (
  | { state: 'sent'; messageId: string }
  | { state: 'failed'; reason: Reason; attempted: boolean }
  /** It may have arrived. */
  | { state: 'unknown'; messageId: string }
  /** Nothing has left: to be tried again after so many seconds. */
  | { state: 'queued'; seconds: number; attempted: boolean }
);

/**
 * Writes down what became of mails. Saying it twice changes nothing, and a claim that was lost changes nothing either,
 * except that a late answer of the server settles what was unknown.
 */
export async function settle(tx: Tx, { companyId, runId }: Held, claim: string, results: Result[]): Promise<void> {
  const texts = (of: (result: Result) => string | null) => results.map(of);
  await tx.$executeRaw`
    WITH told AS (
      SELECT * FROM unnest(${texts(({ id }) => id)}::uuid[], ${texts(({ state }) => state)}::text[],
        ${texts((result) => ('reason' in result ? result.reason : null))}::text[],
        ${texts(({ reply }) => reply ?? null)}::text[],
        ${texts((result) => ('messageId' in result ? result.messageId : null))}::text[],
        ${results.map((result) => ('seconds' in result ? result.seconds : null))}::int[],
        ${results.map((result) => ('attempted' in result && !result.attempted ? 0 : 1))}::int[])
        AS told(id, state, reason, reply, message_id, seconds, attempts)),
    settled AS (
      UPDATE invitation i
         SET state = told.state::"InvitationState", reason = told.reason, reply = told.reply,
             message_id = coalesce(told.message_id, i.message_id), attempt = i.attempt + told.attempts,
             sent_at = CASE WHEN told.state = 'sent' THEN now() END,
             next_attempt_at = now() + told.seconds * interval '1 second'
        FROM told
       WHERE i.company_id = ${companyId}::uuid AND i.id = ANY(${results.map(({ id }) => id)}::uuid[]) AND i.id = told.id AND i.claim = ${claim}::uuid
         AND (i.state IN ('claimed', 'sending') OR i.state = 'unknown' AND told.state IN ('sent', 'failed'))
      RETURNING i.member_id, i.phone, i.state, i.opened_at)
    INSERT INTO channel_link (company_id, member_id, channel, state, phone)
    SELECT ${companyId}::uuid, member_id, channel, 'invited', settled.phone
      FROM settled, (SELECT channel FROM run WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid) run
     WHERE settled.state = 'sent' AND opened_at IS NULL
    ON CONFLICT (company_id, member_id, channel) DO UPDATE
       SET state = 'invited', phone = excluded.phone, changed_at = now() WHERE channel_link.state <> 'linked'`;
}
