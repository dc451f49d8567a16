import type { Channel } from '../channel.ts';
import type { Operator } from '../operator.ts';
import type { RunSource } from '../runs/source.ts';
import type { Tx } from './db.ts';
import { only } from './only.ts';

type NewDraft = {
  operator: Operator;
  channel: Channel;
  source: RunSource;
  title: string;
  threadId: string;
  importId?: string;
  parentId?: string;
  /** The inbox that gets the mails. */
  rehearsal?: string | undefined;
};

/** A run without people yet. It is not to be seen before `sealDraft`. */
export async function addDraft(tx: Tx, draft: NewDraft): Promise<string> {
  const { operator, channel, source, title, threadId, importId, parentId, rehearsal } = draft;
  const runs = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO run (company_id, channel, source, title, import_id, parent_id, thread_id, requested_by, rehearsal, expires_at,
                     list_hash, people, to_invite, to_skip, to_fail)
    VALUES (${operator.companyId}::uuid, ${channel}, ${JSON.stringify(source)}::jsonb, ${title}, ${importId ?? null}::uuid,
            ${parentId ?? null}::uuid, ${threadId}::uuid, ${operator.id}::uuid, ${rehearsal ?? null}, now() + interval '24 hours', '', 0, 0, 0, 0)
    RETURNING id`;
  return only(runs).id;
}

export type Sealed = { people: number; toInvite: number; listHash: string };

/** Counts the frozen list and takes its fingerprint. */
export async function sealDraft(tx: Tx, companyId: string, runId: string, limit: number): Promise<Sealed> {
  const sealed = await tx.$queryRaw<Sealed[]>`
    UPDATE run SET people = list.people, to_invite = list.invite, to_skip = list.skip, to_fail = list.fail,
                   over_limit = CASE WHEN list.invite > ${limit}::int THEN ${limit}::int END, list_hash = list.hash
      FROM (SELECT count(*)::int AS people,
                   count(*) FILTER (WHERE state = 'queued')::int AS invite,
                   count(*) FILTER (WHERE state = 'skipped')::int AS skip,
                   count(*) FILTER (WHERE state = 'failed')::int AS fail,
                   encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', position, coalesce(member_id::text, '-'),
                     coalesce(lower(email), '-'), coalesce(phone, '-'), state, coalesce(reason, '-')), E'\n' ORDER BY position),
                     ''), 'UTF8')), 'hex') AS hash
              FROM invitation WHERE company_id = ${companyId}::uuid AND run_id = ${runId}::uuid) list
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid
    RETURNING run.people, to_invite AS "toInvite", list_hash AS "listHash"`;
  return only(sealed);
}

/** Drafts whose length is judged anew, because the limit has changed. */
export async function judgeDrafts(tx: Tx, companyId: string, limit: number): Promise<{ id: string }[]> {
  return tx.$queryRaw<{ id: string }[]>`
    UPDATE run SET over_limit = CASE WHEN to_invite > ${limit}::int THEN ${limit}::int END, card_version = card_version + 1
     WHERE company_id = ${companyId}::uuid AND state = 'draft'
       AND over_limit IS DISTINCT FROM CASE WHEN to_invite > ${limit}::int THEN ${limit}::int END
    RETURNING id`;
}
