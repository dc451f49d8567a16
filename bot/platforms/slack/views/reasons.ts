import type { KnownBlock } from '@slack/types';
import type { RunReport } from '#core/runs/run-report.ts';
import { reasonGroups } from '../../../wording.ts';
import { bold } from '../kit.ts';
import { lines } from '../lists.ts';

/** Why people are skipped or fail, grouped, each with what helps. */
export function reasonLines(report: RunReport): KnownBlock[] {
  return lines(
    reasonGroups(report).flatMap(({ title, lines }) => [
      ...(title ? [bold(title)] : []),
      ...lines.map(({ sentence, fix, code }) => `• ${sentence} _${fix}_ (${code})`),
    ]),
  );
}
