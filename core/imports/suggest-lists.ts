import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { type Needs, transaction } from '../store/db.ts';
import { type InvitableImport, importsToInviteFrom } from '../store/import-lists.ts';

export type { InvitableImport } from '../store/import-lists.ts';

/** Lists to invite from, the latest first, that fit what was typed. None for who may not send invitations. */
export function suggestLists({ db }: Needs, operator: Operator, typed: string): Promise<InvitableImport[]> {
  return transaction(db, async (tx) => {
    if (await deny(tx, operator, 'run-invitations')) return [];
    return importsToInviteFrom(tx, operator.companyId, typed);
  });
}
