import type { AuditAction, AuditSubject } from '../audit/action.ts';
import type { Operator } from '../operator.ts';
import type { Tx } from './db.ts';

type Facts = Record<string, string | number | boolean | null>;

/** Nobody: Muster itself, by a rule. */
type By = Pick<Operator, 'companyId'> & Partial<Pick<Operator, 'id' | 'place'>>;

/**
 * Who did what to what, in the same commit as the deed. Facts are ids and counts, never addresses or numbers of people;
 * where something changed, `before` and `after`. The database hangs the entry to its company's chain when the transaction ends.
 */
export async function audit(
  tx: Tx,
  { companyId, id, place }: By,
  action: AuditAction,
  on: AuditSubject,
  facts: Facts = {},
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO audit_entry (company_id, operator_id, platform, workspace_id, conversation, action, subject, subject_id, facts)
    VALUES (${companyId}::uuid, ${id ?? null}::uuid, ${place?.platform ?? null}, ${place?.workspaceId ?? null},
            ${place?.conversation ?? null}, ${action}, ${on.subject}, ${on.id}, ${JSON.stringify(facts)}::jsonb)`;
}
