import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { audit } from '../store/audit.ts';
import { putCode } from '../store/connections.ts';
import { type Needs, transaction } from '../store/db.ts';
import { isOwner } from '../store/permissions.ts';
import { codeHash, newCode } from './code.ts';

export type MadeCode = { code: string; expiresAt: Date };

/** A code to be typed in another workspace, so that both are one company. A former one holds no more. */
export function makeConnectCode({ db }: Needs, operator: Operator): Promise<Outcome<MadeCode>> {
  return transaction(db, async (tx) => {
    if (!(await isOwner(tx, operator))) return refuse({ code: 'owners-only' });
    const code = newCode();
    const expiresAt = await putCode(tx, operator, codeHash(code));
    await audit(tx, operator, 'connect-code-made', { subject: 'company', id: operator.companyId });
    return done({ code, expiresAt });
  });
}
