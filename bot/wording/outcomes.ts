import type { Reason } from '#core/reason.ts';
import type { Differing, ReasonCount, RunReport } from '#core/runs/run-report.ts';
import { buttons } from './buttons.ts';
import { count, people } from './numbers.ts';
import { reasons } from './reasons.ts';

/** A reason with its people, what helps, and its code. */
export type ReasonLine = { sentence: string; fix: string; code: Reason };
export type ReasonGroup = { title?: string; lines: ReasonLine[] };

const groupTitles = { retryable: 'Can succeed now', needsFix: 'Needs a fix' };

/**
 * Why people are skipped or fail, each with what helps. Before a run it is said of what will be. Once it is over, those
 * who can be tried again stand apart from those whose cause has to be mended first.
 */
export function reasonGroups({ reasons: found, startedAt, endedAt }: RunReport): ReasonGroup[] {
  if (!endedAt) return [{ lines: found.map((one) => line(one, became(one, startedAt !== undefined))) }];
  const failed = found.filter(({ outcome }) => outcome === 'fail');
  const groups: ReasonGroup[] = [
    { lines: found.filter(({ outcome }) => outcome === 'skip').map((one) => line(one, became(one, true))) },
    { title: groupTitles.retryable, lines: some(failed, ({ retryable = 0 }) => retryable).map(again) },
    { title: groupTitles.needsFix, lines: some(failed, ({ people: all, retryable = 0 }) => all - retryable) },
  ];
  return groups.filter(({ lines }) => lines.length > 0);
}

const some = (found: ReasonCount[], share: (found: ReasonCount) => number): ReasonLine[] =>
  found.filter((one) => share(one) > 0).map((one) => line({ ...one, people: share(one) }, became(one, true)));

/** What had to be mended is mended. */
const again = (line: ReasonLine): ReasonLine => ({ ...line, fix: `Press “${buttons.retry}”.` });

const line = ({ reason, people: many }: ReasonCount, became: string): ReasonLine => ({
  sentence: `${people(many)} ${became}: ${reasons[reason].sentence}.`,
  fix: reasons[reason].fix,
  code: reason,
});

const became = ({ outcome }: ReasonCount, hasStarted: boolean) =>
  hasStarted ? { skip: 'skipped', fail: 'failed' }[outcome] : { skip: 'will be skipped', fail: 'will fail' }[outcome];

/** Only where something changed between the preview and the start. */
export function differs({ differs: all, differing }: RunReport): string | undefined {
  if (all === 0) return undefined;
  const what = differing.map(change).join(', ');
  return `${count(all)} ${all === 1 ? 'differs' : 'differ'} from the preview: ${what}. The details name them.`;
}

function change({ people: many, outcome, reason }: Differing): string {
  if (!outcome || !reason) return `${count(many)} with another number now`;
  return `${count(many)} ${outcome === 'skip' ? 'skipped' : 'failed'} (${reasons[reason].sentence.toLowerCase()})`;
}
