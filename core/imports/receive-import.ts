import { deny } from '../deny.ts';
import { denyPlace } from '../deny-place.ts';
import type { Operator, Place } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { openCard } from '../store/cards.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { addImport, lockSource, type Received } from '../store/imports.ts';
import { tell } from '../store/outbox.ts';
import { readSettings } from '../store/settings.ts';
import { openThread } from '../store/threads.ts';
import { shownFileName } from './file-name.ts';

type Given = Received & { place: Place; again?: string | undefined };

/** Begins an import of a file that somebody dropped, and returns its id. The same upload told of again is the import that it is already; `again` begins another where that one is over. */
export async function receiveImport({ db }: Needs, operator: Operator, given: Given): Promise<Outcome<string>> {
  const begun = await transaction(db, (tx) => receive(tx, operator, given));
  return begun.ok ? done(begun.value.importId) : begun;
}

/** `isKnown`: nothing has begun, the upload is this import already. */
export type Begun = { importId: string; isKnown: boolean };

/** The same inside a transaction. */
export async function receive(tx: Tx, operator: Operator, { place, again, ...given }: Given): Promise<Outcome<Begun>> {
  const denied = (await deny(tx, operator, 'import-members')) ?? (await denyPlace(tx, operator, place));
  if (denied) return refuse(denied);

  const { companyId } = operator;
  const known = await lockSource(tx, companyId, given.sourceKey);
  const anew = known?.isOver && again;
  if (known && !anew) return done({ importId: known.id, isKnown: true });
  const sourceKey = anew ? `${given.sourceKey}.${again}` : given.sourceKey;

  const threadId = await openThread(tx, companyId, place);
  const { rehearsal } = await readSettings(tx, companyId);
  const fileName = shownFileName(given.fileName);
  const importId = await addImport(tx, operator, { ...given, sourceKey, fileName, threadId, rehearsal });
  await openCard(tx, { companyId, subjectId: importId }, 'import', threadId);
  await tell(tx, 'fetch-upload', { companyId, importId });
  const { addNumbers, sendLoginMail } = given;
  await audit(tx, operator, 'import-received', { subject: 'import', id: importId }, { addNumbers, sendLoginMail });
  return done({ importId, isKnown: false });
}
