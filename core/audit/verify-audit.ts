import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { checkChain } from '../store/audit-trail.ts';
import { type Needs, transaction } from '../store/db.ts';
import { AuditAction } from './action.ts';

export type CheckedAudit = {
  entries: number;
  /** When the first entry was written. */
  since?: Date;
  /** SHA-256 of the last entry. Who noted it sees later that everything before it is still the same. */
  head: string;
  /** The first entry that does not fit what stands before it. The action is unknown where it is none of ours. */
  broken?: { entry: number; at: Date; action: AuditAction | undefined };
  /** Entries are gone from the end: so many were written. */
  missing?: { noted: number };
};

/** Whether the audit trail of the operator's company is still what was written down. */
export function verifyAudit({ db }: Needs, operator: Operator): Promise<Outcome<CheckedAudit>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'manage-settings');
    if (denied) return refuse(denied);

    const { found, noted } = await checkChain(tx, operator.companyId);
    const { entries, since, hash, place, at, action } = found;
    const told = { entries, head: hash, ...(since && { since }) };
    if (place && at) return done({ ...told, broken: { entry: place, at, action: AuditAction.safeParse(action).data } });
    if (noted.entries !== entries || noted.hash !== hash) return done({ ...told, missing: { noted: noted.entries } });
    return done(told);
  });
}
