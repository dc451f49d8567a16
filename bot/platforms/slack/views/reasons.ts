import type { KnownBlock } from '@slack/types';
import type { RunReport } from '#core/runs/run-report.ts';
import { people, reasons } from '../../../wording.ts';
import { text } from '../kit.ts';

/** Why people are skipped or fail, grouped, each with what helps. */
export function reasonLines({ reasons: found }: Pick<RunReport, 'reasons'>): KnownBlock[] {
  if (found.length === 0) return [];
  const lines = found.map(({ outcome, reason, people: many }) => {
    const { sentence, fix } = reasons[reason];
    return `• ${people(many)} ${outcome === 'skip' ? 'skipped' : 'failed'}: ${sentence} _${fix}_ (${reason})`;
  });
  return [text(lines.join('\n'))];
}
