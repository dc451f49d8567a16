import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { type Needs, transaction } from '../store/db.ts';
import { importsToInviteFrom } from '../store/import-lists.ts';
import { labelOf } from './import-label.ts';

/** Lists to invite from, the latest first, that fit what was typed. None for who may not send invitations. */
export function suggestLists(
  { db }: Needs,
  operator: Operator,
  typed: string,
): Promise<{ label: string; value: string }[]> {
  return transaction(db, async (tx) => {
    if (await deny(tx, operator, 'run-invitations')) return [];
    const lists = await importsToInviteFrom(tx, operator.companyId, typed);
    return lists.map((list) => ({ label: labelOf(list), value: list.id }));
  });
}
