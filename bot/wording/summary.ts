import type { Expectation } from '#core/runs/expectation-of.ts';
import type { ProblemRow } from '#core/runs/problem-rows.ts';
import type { RunReport } from '#core/runs/run-report.ts';
import { restLabel } from './buttons.ts';
import { count, duration, people, plural } from './numbers.ts';
import { differs } from './outcomes.ts';
import { reasons } from './reasons.ts';
import { rehearsalWords } from './rehearsal.ts';
import { rowStatuses, runStates } from './states.ts';

const nobodyKnows = 'Nobody can know whether the mail arrived';

/** What the summary of a run says. Where a name is asked for, it comes as the platform writes it. */
export const summaryWords = {
  title: (report: RunReport) =>
    report.rehearsal === undefined
      ? `${runStates[report.state]}: ${people(report.totals.invited)} invited`
      : rehearsalWords.over(report),
  about({ people: all, startedAt, endedAt }: RunReport, title: string): string {
    const took = startedAt && endedAt ? ` in ${duration((endedAt.getTime() - startedAt.getTime()) / 1000)}` : '';
    return `${title}, ${people(all)}${took}`;
  },
  askedForBy: (who: string, channel?: string) => `asked for by ${who}${channel ? ` in ${channel}` : ''}`,
  chosen: (by: string) => `${by} has chosen this channel for summaries: what came of each run is shown here as well.`,
  differs,
  /** Only where somebody has cancelled it. Addresses come masked, as the platform writes them. */
  leftAfter({ leftAfter }: RunReport, some: string[]): string | undefined {
    if (!leftAfter) return undefined;
    if (leftAfter.people === 0) return 'No mail left after Cancel.';
    const left = plural(leftAfter.people, 'mail that was leaving still left', 'mails that were leaving still left');
    if (some.length === 0) return `After Cancel, ${left}.`;
    const others = leftAfter.people - some.length;
    const names = others > 0 ? `${some.join(', ')} and ${count(others)} more` : some.join(', ');
    return `After Cancel, ${left}: ${names}.`;
  },
  /** Over the table of those with a problem. */
  problems: 'Who was not reached:',
  problemColumns: ['Row', 'Person', 'Why'],
  /** What helps stands with the reasons. */
  problem: ({ status, reason }: ProblemRow) =>
    `${rowStatuses[status]}: ${reason ? reasons[reason].sentence : nobodyKnows}`,
  moreProblems({ totals, problemRows = [] }: RunReport): string | undefined {
    const left = totals.failed + totals.unknown - problemRows.length;
    return problemRows.length > 0 && left > 0
      ? `And ${people(left)} more: see the details, or download the log.`
      : undefined;
  },
  /** Only where somebody was never mailed. */
  neverMailed({ state, totals, resumable }: RunReport): string | undefined {
    if (state !== 'cancelled' || totals.cancelled === 0) return undefined;
    const next = resumable > 0 ? `“${restLabel}” makes a new draft of them.` : 'They are in a new run by now.';
    return `${people(totals.cancelled)} ${totals.cancelled === 1 ? 'was' : 'were'} never mailed. ${next}`;
  },
  /** `by`: the moment as the platform writes it. */
  expected: ({ runs, share, days, linked, invited }: Expectation, by: string) =>
    `At your last ${count(runs)} runs ${share} % linked in ${count(days)} days: expect ${count(linked)} of ${count(invited)} by ${by}.`,
  /** Only where somebody's mail may or may not have arrived. */
  unknown: ({ totals }: RunReport) =>
    totals.unknown === 0
      ? undefined
      : `For ${people(totals.unknown)} we cannot know whether the mail arrived. Muster never mails them again on its own.`,
};
