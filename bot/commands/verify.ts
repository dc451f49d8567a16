import { z } from 'zod';
import { verifyAudit } from '#core/audit/verify-audit.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const verify = defineCommand({
  name: 'verify',
  summary: 'Check that nobody has changed the audit trail',
  args: z.object({}),

  async run(_, { db, operator }) {
    return told(await verifyAudit({ db }, operator), (audit) => ({ kind: 'audit-checked', audit }));
  },
});
