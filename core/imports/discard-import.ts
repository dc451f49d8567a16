import { deny } from '../deny.ts';
import type { CardRef, Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { type Needs, transaction } from '../store/db.ts';
import { dropRows } from '../store/import-rows.ts';
import { decideImport } from '../store/imports.ts';
import { whyNotDecided } from './why-not-decided.ts';

/** Drops a checked import: its counts stay, what stood in the file does not. */
export async function discardImport({ db }: Needs, operator: Operator, card: CardRef): Promise<Outcome> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'import-members');
    if (denied) return refuse(denied);

    const decided = await decideImport(tx, operator, card, 'discarded');
    if (!decided) return refuse(await whyNotDecided(tx, operator, card));

    await dropRows(tx, { companyId: operator.companyId, importId: card.id });
    await audit(tx, operator, 'import-discarded', { subject: 'import', id: card.id });
    return done();
  });
}
