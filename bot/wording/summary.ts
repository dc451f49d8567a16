import type { RunReport } from '#core/runs/run-report.ts';
import { duration, people } from './numbers.ts';
import { differs } from './outcomes.ts';
import { runStates } from './states.ts';

/** What the summary of a run says. Where a name is asked for, it comes as the platform writes it. */
export const summaryWords = {
  title: ({ state, totals }: RunReport) => `${runStates[state]}: ${people(totals.invited)} invited`,
  about({ people: all, startedAt, endedAt }: RunReport, title: string): string {
    const took = startedAt && endedAt ? ` in ${duration((endedAt.getTime() - startedAt.getTime()) / 1000)}` : '';
    return `${title}, ${people(all)}${took}`;
  },
  differs,
  /** Only where somebody's mail may or may not have arrived. */
  unknown: ({ totals }: RunReport) =>
    totals.unknown === 0
      ? undefined
      : `For ${people(totals.unknown)} we cannot know whether the mail arrived. Muster never mails them again on its own.`,
};
