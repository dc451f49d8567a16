import type { CardRef, Operator } from '../operator.ts';
import type { Refusal } from '../refusal.ts';
import type { Tx } from '../store/db.ts';
import { importStanding } from '../store/imports.ts';

/** Why a decision on an import was not taken: it is gone, somebody was quicker, or the card showed an older state. */
export async function whyNotDecided(tx: Tx, { companyId }: Operator, card: CardRef): Promise<Refusal> {
  const standing = await importStanding(tx, companyId, card.id);
  if (!standing) return { code: 'import-not-found' };

  const { state, by, at } = standing;
  if (state === 'ready') return { code: 'card-out-of-date' };
  return { code: 'import-moved-on', state, ...(by && { by }), ...(at && { at }) };
}
