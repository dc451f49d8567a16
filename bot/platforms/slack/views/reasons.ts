import type { KnownBlock } from '@slack/types';
import type { RunReport } from '#core/runs/run-report.ts';
import { runWords } from '../../../wording.ts';
import { lines } from '../lists.ts';

/** Why people are skipped or fail, grouped, each with what helps. Before the run it is said of what will be. */
export function reasonLines({ reasons, startedAt }: Pick<RunReport, 'reasons' | 'startedAt'>): KnownBlock[] {
  return lines(
    reasons.map((found) => {
      const [sentence, fix] = runWords.reason(found, startedAt !== undefined);
      return `• ${sentence} _${fix}_ (${found.reason})`;
    }),
  );
}
