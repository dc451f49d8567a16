import { z } from 'zod';
import { takeAudit } from '#core/audit/take-audit.ts';
import { auditFile } from '../audit-file.ts';
import { wholeFile } from '../csv-file.ts';
import { defineCommand } from './define.ts';

const Day = z.iso.date().optional();

export const audit = defineCommand({
  name: 'audit',
  usage: '[from] [to]',
  summary: 'Who did what and when, as a file in your direct messages; days like 2026-11-22',
  args: z.strictObject({ from: Day, to: Day }).refine(({ from, to }) => !from || !to || from <= to),
  read: ([from, to, ...more]) => ({ from, to, ...(more.length > 0 && { more }) }),

  async run(days, { db, operator }) {
    const trail = await takeAudit({ db }, operator, days);
    if (!trail.ok) return { kind: 'refused', refusal: trail.refusal };

    const name = `${['muster-audit', days.from, days.to].filter(Boolean).join('-')}.csv`;
    return { kind: 'file', what: 'audit', name, content: await wholeFile(auditFile(trail.value)) };
  },
});
