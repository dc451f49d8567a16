import { deny } from '../deny.ts';
import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { finishedCardsOutOfDate } from '../store/cards.ts';
import { type Needs, type Tx, transaction } from '../store/db.ts';
import { type Counts, countAnew, countRows, expectManyRows } from '../store/import-rows.ts';
import { decideImport } from '../store/imports.ts';
import { judgeRows } from '../store/judge-rows.ts';
import { promiseLoginMails, wantLoginMails } from '../store/login-mails.ts';
import { addMembers, changeMembers, lockDirectory, tieRowsToMembers } from '../store/members.ts';
import { addNumbers } from '../store/numbers.ts';
import { addUnits } from '../store/org-units.ts';
import { readSettings } from '../store/settings.ts';
import type { ImportRef } from './import-ref.ts';
import { whyNotDecided } from './why-not-decided.ts';

// So many rows that plans made for the directory as it was would be slow.
const MANY = 1_000;

/** Writes the rows of a checked import into the directory, once, however many people press the button. */
export async function applyImport({ db }: Needs, operator: Operator, card: CardRef): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'import-members');
    if (denied) return refuse(denied);

    const decided = await decideImport(tx, operator, card, 'applied');
    if (!decided) return refuse(await whyNotDecided(tx, operator, card));

    const list = { companyId: operator.companyId, importId: card.id };
    const counts = await writeRows(tx, list);
    const numbers = decided.addNumbers ? await addNumbers(tx, list) : 0;
    if (decided.sendLoginMail) await promise(tx, list, decided.rehearsal);
    await finishedCardsOutOfDate(tx, operator.companyId);
    if (counts.new + counts.changed >= MANY) await countAnew(tx);
    await audit(tx, operator, 'import-applied', { subject: 'import', id: card.id }, { ...counts, numbers });
    return done();
  });
}

/** The card says whether it is a rehearsal; one that has begun in the same moment counts too. */
async function promise(tx: Tx, list: ImportRef, shown: string | null): Promise<void> {
  const rehearsal = shown ?? (await readSettings(tx, list.companyId)).rehearsal;
  if (await wantLoginMails(tx, list, rehearsal !== undefined)) await promiseLoginMails(tx, list, rehearsal);
}

/** The directory may have changed since the rows were shown, so they are judged anew, and counted as they come out now. */
async function writeRows(tx: Tx, list: ImportRef): Promise<Counts> {
  await lockDirectory(tx, list.companyId);
  await expectManyRows(tx);
  const differs = await judgeRows(tx, list);
  await addUnits(tx, list);
  await addMembers(tx, list);
  await changeMembers(tx, list);
  await tieRowsToMembers(tx, list);
  return countRows(tx, list, differs);
}
