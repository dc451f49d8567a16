import type { RunReport } from '#core/runs/run-report.ts';
import { reasonGroups } from '../wording.ts';
import type { Block } from './block.ts';
import { bold, italic } from './ink.ts';
import { lines } from './kit.ts';

/** Why people are skipped or fail, grouped, each with what helps. */
export function reasonLines(report: RunReport): Block[] {
  const said = reasonGroups(report).flatMap(({ title, lines }) => [
    ...(title ? [bold(title)] : []),
    ...lines.map(({ sentence, fix, code }) => `• ${sentence} ${italic(fix)} (${code})`),
  ]);
  return said.length > 0 ? [lines(said)] : [];
}
