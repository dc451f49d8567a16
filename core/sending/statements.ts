/**
 * The four statements that everybody of a run passes through, in their order. Each is one commit, prepared once per connection
 * and planned without looking at its values. `(state::text || '')` keeps the planner from believing that hardly any row is in a
 * state: it would go through all of them for each one wanted.
 */

/**
 * Takes the next people whose time has come. $1 company, $2 run, $3 fence, $4 claim, $5 after this position, $6 at most, $7 hours
 * that their links live. The sender and its run stay locked until the commit: who ends the one or stops the other meanwhile
 * waits, and then sees these people as claimed. Of a run that is tried nobody behind its first people is ever taken.
 */
export const CLAIM = `
  WITH mine AS MATERIALIZED (
    SELECT coalesce(run.try_until, 2147483647) AS last
      FROM run JOIN sender ON sender.company_id = run.company_id AND sender.run_id = run.id
     WHERE run.company_id = $1::uuid AND run.id = $2::uuid AND run.fence = $3::bigint AND run.state = 'sending' AND sender.claim = $4::uuid
       FOR SHARE OF run FOR KEY SHARE OF sender)
  UPDATE invitation i SET state = 'claimed', claim = $4::uuid, fence = $3::bigint, next_attempt_at = NULL,
                          expires_at = now() + $7::int * interval '1 hour'
   WHERE i.company_id = $1::uuid AND i.id = ANY (ARRAY(
     SELECT id FROM invitation
      WHERE company_id = $1::uuid AND run_id = $2::uuid AND position > $5::int AND position <= (SELECT last FROM mine LIMIT 1)
        AND (state::text || '') = 'queued' AND (next_attempt_at IS NULL OR next_attempt_at <= now())
      ORDER BY position LIMIT $6::int FOR UPDATE SKIP LOCKED))
  RETURNING i.id, i.position, i.email, i.name, i.phone, i.language, i.attempt, i.token_version AS "tokenVersion",
            i.expires_at AS "expiresAt",
            (SELECT time_zone FROM member WHERE company_id = i.company_id AND id = i.member_id) AS "timeZone"`;

/** Lets people go who were claimed and are not to be mailed before a time of their own. $1 company, $2 claim, $3 invitations, $4 times. */
export const PUT_OFF = `
  UPDATE invitation i SET state = 'queued', claim = NULL, next_attempt_at = told.until
    FROM unnest($3::uuid[], $4::timestamptz[]) AS told(id, until)
   WHERE i.company_id = $1::uuid AND i.id = told.id AND i.claim = $2::uuid AND (i.state::text || '') = 'claimed'`;

/** From when to when a company mails nobody, as it was typed. $1 company. */
export const QUIET_HOURS = `SELECT value FROM setting WHERE company_id = $1::uuid AND key = 'quiet-hours'`;

/** Makes links known. $1 company, $2 hashes as hexadecimal text, $3 invitations, $4 versions, $5 end. One that is mailed again lives from then on. */
export const KEEP_TOKENS = `
  INSERT INTO link_token (hash, company_id, invitation_id, version, expires_at)
  SELECT decode(hash, 'hex'), $1::uuid, invitation_id, version, $5::timestamptz
    FROM unnest($2::text[], $3::uuid[], $4::int[]) AS token(hash, invitation_id, version)
  ON CONFLICT (hash) DO UPDATE SET expires_at = excluded.expires_at`;

/** The bodies of these mails leave now: its commit is the point of no return. $1 company, $2 run, $3 fence, $4 claim, $5 invitations. */
export const GATE = `
  UPDATE invitation i SET state = 'sending'
   WHERE i.company_id = $1::uuid AND i.id = ANY($5::uuid[]) AND i.claim = $4::uuid AND i.fence = $3::bigint
     AND (i.state::text || '') = 'claimed'
     AND EXISTS (SELECT FROM run WHERE company_id = $1::uuid AND id = $2::uuid AND fence = $3::bigint AND state = 'sending')
  RETURNING i.id`;

/**
 * Writes down what became of mails. $1 company, $2 claim, then the columns of `Result`. Saying it twice changes nothing,
 * and a claim that was lost changes nothing either, except that a late answer of the server settles what was unknown.
 */
export const RESULT = `
  UPDATE invitation i
     SET state = told.state::"InvitationState", reason = told.reason, reply = told.reply,
         message_id = coalesce(told.message_id, i.message_id), attempt = i.attempt + told.attempts,
         sent_at = CASE WHEN told.state = 'sent' THEN now() END,
         next_attempt_at = now() + told.seconds * interval '1 second'
    FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::int[])
         AS told(id, state, reason, reply, message_id, seconds, attempts)
   WHERE i.company_id = $1::uuid AND i.id = told.id AND i.claim = $2::uuid
     AND ((i.state::text || '') IN ('claimed', 'sending') OR (i.state::text || '') = 'unknown' AND told.state IN ('sent', 'failed'))`;
