import type { ImportRef } from '../imports/import-ref.ts';
import type { Rejection } from '../imports/rejection.ts';
import type { CardRef, Operator } from '../operator.ts';
import type { ImportState } from '../states.ts';
import { cardsOutOfDate } from './cards.ts';
import type { Tx } from './db.ts';
import { only } from './only.ts';

/** Upload as the platform's adapter understands it, and what the person chose. */
export type Received = {
  upload: unknown;
  fileName: string;
  sourceKey: string;
  addNumbers: boolean;
  sendLoginMail: boolean;
  /** Where others can read the file: it is taken away there once it is fetched. */
  seenIn?: string;
};

type KnownImport = { id: string; isOver: boolean };

/** Until the transaction ends nobody else can receive this upload. Its latest import, where it has been received already. */
export async function lockSource(tx: Tx, companyId: string, sourceKey: string): Promise<KnownImport | undefined> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`import ${companyId} ${sourceKey}`}, 0))`;
  const [known] = await tx.$queryRaw<KnownImport[]>`
    SELECT id, state IN ('rejected', 'discarded', 'undone') AS "isOver" FROM import
     WHERE company_id = ${companyId}::uuid AND (source_key = ${sourceKey} OR starts_with(source_key, ${`${sourceKey}.`}))
     ORDER BY created_at DESC LIMIT 1`;
  return known;
}

/** `rehearsal`: the inbox that would get its login mails. */
type New = Received & { threadId: string; rehearsal: string | undefined };

export async function addImport(tx: Tx, by: Operator, added: New): Promise<string> {
  const { threadId, upload, fileName, sourceKey, addNumbers, sendLoginMail, rehearsal, seenIn } = added;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO import (company_id, thread_id, requested_by, upload, file_name, source_key, add_numbers, send_login_mail, rehearsal,
                        seen_in, upload_fate, ignored)
    VALUES (${by.companyId}::uuid, ${threadId}::uuid, ${by.id}::uuid, ${JSON.stringify(upload ?? null)}::jsonb, ${fileName},
            ${sourceKey}, ${addNumbers}, ${sendLoginMail}, ${rehearsal ?? null}, ${seenIn ?? null},
            CASE WHEN ${seenIn ?? null}::text IS NOT NULL THEN 'going' END, '{}')
    RETURNING id`;
  return only(rows).id;
}

/** What a platform's adapter needs to fetch the file. Undefined when it was fetched, or given up, before. */
export type Upload = { platform: string; workspaceId: string; upload: unknown };

export async function uploadToFetch(tx: Tx, { companyId, importId }: ImportRef): Promise<Upload | undefined> {
  const [found] = await tx.$queryRaw<Upload[]>`
    SELECT platform, workspace_id AS "workspaceId", upload FROM import
      JOIN thread ON thread.company_id = import.company_id AND thread.id = import.thread_id
     WHERE import.company_id = ${companyId}::uuid AND import.id = ${importId}::uuid AND state = 'receiving'`;
  return found;
}

type KeptFile = { sealed: Uint8Array<ArrayBuffer>; keyId: string; size: number; sha256: string };

/** The file is here, sealed, and wants to be checked. False when it was here before. */
export async function keepFile(tx: Tx, { companyId, importId }: ImportRef, file: KeptFile): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE import SET state = 'checking', card_version = card_version + 1, touched_at = now(), rings = 0,
                      file_size = ${file.size}, file_sha256 = ${file.sha256}
     WHERE company_id = ${companyId}::uuid AND id = ${importId}::uuid AND state = 'receiving'`;
  if (moved === 0) return false;

  await tx.$executeRaw`
    INSERT INTO import_file (company_id, import_id, key_id, sealed)
    VALUES (${companyId}::uuid, ${importId}::uuid, ${file.keyId}, ${file.sealed})`;
  await cardsOutOfDate(tx, { companyId, subjectId: importId });
  return true;
}

/**
 * Refuses the whole file, from whatever it was waiting for. Nothing of it stays here, so one that was not fetched stays where
 * it stands. False when that is decided already.
 */
export async function rejectImport(
  tx: Tx,
  { companyId, importId }: ImportRef,
  from: Extract<ImportState, 'receiving' | 'checking'>,
  rejection: Rejection,
): Promise<boolean> {
  // What has gone by itself does not stay either.
  const unread = rejection.code === 'FILE_GONE' ? null : 'stays';
  const rejected = await tx.$executeRaw`
    UPDATE import SET state = 'rejected', card_version = card_version + 1, touched_at = now(), ended_at = now(),
                      rejection = ${JSON.stringify(rejection)}::jsonb,
                      upload_fate = CASE WHEN state = 'receiving' AND upload_fate = 'going' THEN ${unread}::text ELSE upload_fate END
     WHERE company_id = ${companyId}::uuid AND id = ${importId}::uuid AND state = ${from}::"ImportState"`;
  if (rejected === 0) return false;

  await tx.$executeRaw`
    DELETE FROM import_row WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid`;
  await dropFile(tx, { companyId, importId });
  await cardsOutOfDate(tx, { companyId, subjectId: importId });
  return true;
}

/** `keyId`: under which SECRET_KEY. */
export type SealedFile = { sealed: Uint8Array; keyId: string | null };

/**
 * The sealed file of an import that wants to be checked. Until the transaction ends whoever else asks waits.
 * Undefined when it is checked.
 */
export async function takeFile(tx: Tx, { companyId, importId }: ImportRef): Promise<SealedFile | undefined> {
  const [file] = await tx.$queryRaw<SealedFile[]>`
    SELECT sealed, key_id AS "keyId" FROM import JOIN import_file file ON file.company_id = import.company_id AND file.import_id = import.id
     WHERE import.company_id = ${companyId}::uuid AND import.id = ${importId}::uuid AND state = 'checking'
       FOR UPDATE OF import`;
  return file;
}

/** Every row has its verdict: people can decide now. The file is not needed any more, but for its SHA-256. */
export async function readyForDecision(
  tx: Tx,
  { companyId, importId }: ImportRef,
  ignored: string[],
): Promise<string | null> {
  const ready = await tx.$queryRaw<{ fileHash: string | null }[]>`
    UPDATE import SET state = 'ready', card_version = card_version + 1, touched_at = now(), ignored = ${ignored}::text[]
     WHERE company_id = ${companyId}::uuid AND id = ${importId}::uuid AND state = 'checking'
    RETURNING file_sha256 AS "fileHash"`;
  await dropFile(tx, { companyId, importId });
  await cardsOutOfDate(tx, { companyId, subjectId: importId });
  return only(ready).fileHash;
}

async function dropFile(tx: Tx, { companyId, importId }: ImportRef): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM import_file WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid`;
}

export type Decided = { addNumbers: boolean; sendLoginMail: boolean; rehearsal: string | null };

/** The decision on a checked import, taken once. Undefined when somebody else got there first or the card is old. */
export async function decideImport(
  tx: Tx,
  by: Operator,
  card: CardRef,
  decision: Extract<ImportState, 'applied' | 'discarded'>,
): Promise<Decided | undefined> {
  const [decided] = await tx.$queryRaw<Decided[]>`
    UPDATE import SET state = ${decision}::"ImportState", card_version = card_version + 1, decided_by = ${by.id}::uuid,
                      touched_at = now(), ended_at = now()
     WHERE company_id = ${by.companyId}::uuid AND id = ${card.id}::uuid AND state = 'ready' AND card_version = ${card.version}
    RETURNING add_numbers AS "addNumbers", send_login_mail AS "sendLoginMail", rehearsal`;
  if (decided) await cardsOutOfDate(tx, { companyId: by.companyId, subjectId: card.id });
  return decided;
}

/** Discards the checked list that has waited for longest, if it has for so many days. Nobody has decided that. */
export async function discardUndecided(tx: Tx, days: number): Promise<ImportRef | undefined> {
  const [discarded] = await tx.$queryRaw<ImportRef[]>`
    UPDATE import SET state = 'discarded', card_version = card_version + 1, touched_at = now(), ended_at = now()
     WHERE (company_id, id) IN (
       SELECT company_id, id FROM import WHERE state = 'ready' AND touched_at < now() - ${days}::int * interval '1 day'
        ORDER BY touched_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING company_id AS "companyId", id AS "importId"`;
  return discarded;
}

/** Where an import stands now, and who brought it there. */
export type Standing = { state: ImportState; by: string | null; at: Date | null };

export async function importStanding(tx: Tx, companyId: string, importId: string): Promise<Standing | undefined> {
  const [found] = await tx.$queryRaw<Standing[]>`
    SELECT state, operator.name AS by, ended_at AS at FROM import
      LEFT JOIN operator ON operator.company_id = import.company_id AND operator.id = import.decided_by
     WHERE import.company_id = ${companyId}::uuid AND import.id = ${importId}::uuid`;
  return found;
}

/** Whether an import was begun of what is called so. */
export async function importFrom(tx: Tx, companyId: string, sourceKey: string): Promise<boolean> {
  const found = await tx.$queryRaw<unknown[]>`
    SELECT FROM import WHERE company_id = ${companyId}::uuid AND source_key = ${sourceKey}`;
  return found.length > 0;
}
