import { audit } from '../store/audit.ts';
import { cardsOutOfDate } from '../store/cards.ts';
import { type Db, transaction } from '../store/db.ts';
import { dropRows } from '../store/import-rows.ts';
import { discardUndecided } from '../store/imports.ts';
import { UNDECIDED_DAYS } from './undecided-days.ts';

// Each is a commit of its own, and may have many rows.
const AT_ONCE = 10;

/** Checked lists that nobody decided about in time end by themselves, as if somebody had discarded them. */
export async function expireImports(db: Db): Promise<void> {
  for (let list = 0; list < AT_ONCE && (await expireOne(db)); list++);
}

/** True while there may be more. */
function expireOne(db: Db): Promise<boolean> {
  return transaction(db, async (tx) => {
    const list = await discardUndecided(tx, UNDECIDED_DAYS);
    if (!list) return false;
    const { companyId, importId } = list;
    await dropRows(tx, list);
    await audit(tx, { companyId }, 'import-expired', { subject: 'import', id: importId });
    await cardsOutOfDate(tx, { companyId, subjectId: importId });
    return true;
  });
}
