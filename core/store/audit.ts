import type { Operator } from '../operator.ts';
import type { Tx } from './db.ts';

type Facts = Record<string, string | number | boolean | null>;

/** Who did what to what, in the same commit as the deed. Facts are ids and counts, never addresses or numbers of people. */
export async function audit(
  tx: Tx,
  by: Pick<Operator, 'companyId'> & { id?: string },
  action: string,
  on: { subject: string; id: string },
  facts: Facts = {},
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO audit_entry (company_id, operator_id, action, subject, subject_id, facts)
    VALUES (${by.companyId}::uuid, ${by.id ?? null}::uuid, ${action}, ${on.subject}, ${on.id}, ${JSON.stringify(facts)}::jsonb)`;
}
