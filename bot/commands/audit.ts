import { z } from 'zod';
import { type Days, takeAudit } from '#core/audit/take-audit.ts';
import { takeEvidence } from '#core/audit/take-evidence.ts';
import { auditFile } from '../audit-file.ts';
import { wholeFile } from '../csv-file.ts';
import { packEvidence } from '../evidence/pack.ts';
import type { Reply } from '../reply.ts';
import { type CommandContext, defineCommand } from './define.ts';
import { told } from './told.ts';

const Day = z.iso.date().optional();
const Words = z
  .strictObject({ from: Day, to: Day, run: z.string().min(1).max(36).optional() })
  .refine(({ from, to }) => !from || !to || from <= to);

export const audit = defineCommand({
  name: 'audit',
  usage: '[from] [to], or [run]',
  summary: 'Who did what, of some days (like 2026-11-22) or ever, or all evidence of one run, in your direct messages',
  args: Words,
  read: ([first, ...others]) =>
    first === undefined || startsAsDay(first) ? days(first, ...others) : run(first, others),

  run: ({ run: id, ...days }, context) => (id === undefined ? wholeTrail(days, context) : evidence(id, context)),
});

/** No id of a run looks like this. */
const startsAsDay = (word: string) => /^\d{1,4}-\d{1,2}-/.test(word);
const days = (from?: string, to?: string, ...more: string[]) => ({ from, to, ...(more.length > 0 && { more }) });
const run = (id: string, more: string[]) => ({ run: id, ...(more.length > 0 && { more }) });

async function wholeTrail(days: Days, { db, operator }: CommandContext): Promise<Reply> {
  const trail = await takeAudit({ db }, operator, days);
  if (!trail.ok) return { kind: 'refused', refusal: trail.refusal };

  const name = `${['muster-audit', days.from, days.to].filter(Boolean).join('-')}.csv`;
  return { kind: 'file', what: 'audit', name, content: await wholeFile(auditFile(trail.value)) };
}

async function evidence(id: string, { db, operator, product }: CommandContext): Promise<Reply> {
  const packed = await takeEvidence({ db }, operator, id, async (found) => ({
    name: `muster-evidence-${found.run.id.slice(0, 8)}.zip`,
    content: await packEvidence(found, { ...product, madeAt: new Date() }),
  }));
  return told(packed, (file) => ({ kind: 'file', what: 'evidence', ...file }));
}
