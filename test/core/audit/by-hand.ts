import { createHash } from 'node:crypto';
import type { World } from '#test/harness/world.ts';

export type Entry = {
  seq: bigint;
  at: Date;
  companyId: string;
  operatorId: string | null;
  platform: string | null;
  workspaceId: string | null;
  conversation: string | null;
  action: string;
  subject: string;
  subjectId: string;
  facts: string;
  hash: string;
};

export function entriesOf({ db }: Pick<World, 'db'>, companyId: string): Promise<Entry[]> {
  return db.$queryRaw<Entry[]>`
    SELECT seq, at, company_id AS "companyId", operator_id AS "operatorId", platform, workspace_id AS "workspaceId", conversation,
           action, subject, subject_id AS "subjectId", facts::text AS facts, encode(hash, 'hex') AS hash
      FROM audit_entry WHERE company_id = ${companyId}::uuid ORDER BY seq`;
}

/** The chain as the README for auditors describes it, computed without our SQL. */
export function chainByHand(entries: Entry[]): string[] {
  let previous = '0'.repeat(64);
  return entries.map((entry) => {
    const { seq, at, companyId, operatorId, platform, workspaceId, conversation, action, subject, subjectId, facts } =
      entry;
    const who = [companyId, operatorId, platform, workspaceId, conversation];
    const lines = [seq, at.toISOString(), ...who, action, subject, subjectId, facts, previous];
    previous = createHash('sha256')
      .update(lines.map((line) => line ?? '').join('\n'))
      .digest('hex');
    return previous;
  });
}
