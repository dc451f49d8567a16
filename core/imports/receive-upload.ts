import { done, type Outcome, refuse } from '../outcome.ts';
import type { Secrets } from '../secrets.ts';
import { type Db, transaction } from '../store/db.ts';
import { importFrom } from '../store/imports.ts';
import { readSettings } from '../store/settings.ts';
import { keepUploadIn } from './keep-upload.ts';
import { receive } from './receive-import.ts';
import type { UploadTicket } from './upload-ticket.ts';

type UploadNeeds = { db: Db; secrets: Secrets };

/** The list itself, and what its giver chose. */
export type GivenList = { fileName: string; content: Uint8Array; addNumbers: boolean; sendLoginMail: boolean };

const sourceKeyOf = ({ id }: Pick<UploadTicket, 'id'>) => `page.${id}`;

/** Begins an import of a list that was given on our own page. The ticket is used up by it, and by nothing else. */
export async function receiveUpload(
  { db, secrets }: UploadNeeds,
  ticket: UploadTicket,
  { content, ...given }: GivenList,
): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const { by, place } = ticket;
    if (ticket.expiresAt <= new Date()) return refuse({ code: 'upload-closed' });
    const operator = { ...by, place };
    const begun = await receive(tx, operator, { ...given, place, upload: null, sourceKey: sourceKeyOf(ticket) });
    if (!begun.ok) return begun;
    if (begun.value.isKnown) return refuse({ code: 'upload-closed' });

    await keepUploadIn(tx, secrets, { companyId: by.companyId, importId: begun.value.importId }, content);
    return done();
  });
}

/** Whether a list may still be given with it, and how large it may be. */
export async function uploadPage(
  { db }: Pick<UploadNeeds, 'db'>,
  ticket: UploadTicket,
): Promise<{ isOpen: boolean; limit: number }> {
  const { companyId } = ticket.by;
  const isUsed = await importFrom(db, companyId, sourceKeyOf(ticket));
  const { 'import.max-bytes': limit } = await readSettings(db, companyId);
  return { isOpen: !isUsed && ticket.expiresAt > new Date(), limit };
}
