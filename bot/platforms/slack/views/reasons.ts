import type { KnownBlock } from '@slack/types';
import type { RunReport } from '#core/runs/run-report.ts';
import { people, reasons } from '../../../wording.ts';
import { text } from '../kit.ts';

/** Why people are skipped or fail, grouped, each with what helps. Before the run it is said of what will be. */
export function reasonLines({ reasons: found, startedAt }: Pick<RunReport, 'reasons' | 'startedAt'>): KnownBlock[] {
  if (found.length === 0) return [];
  const became = startedAt ? { skip: 'skipped', fail: 'failed' } : { skip: 'will be skipped', fail: 'will fail' };
  const lines = found.map(({ outcome, reason, people: many }) => {
    const { sentence, fix } = reasons[reason];
    return `• ${people(many)} ${became[outcome]}: ${sentence}. _${fix}_ (${reason})`;
  });
  return [text(lines.join('\n'))];
}
