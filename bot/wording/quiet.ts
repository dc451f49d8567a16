import type { RunReport } from '#core/runs/run-report.ts';
import { people } from './numbers.ts';

type Ends = { first: string; last: string };

const OVERRIDE = 'Whoever may change settings ends that for everybody: “settings quiet-hours off”.';

const when = (quiet: NonNullable<RunReport['quiet']>, { first, last }: Ends) =>
  quiet.first.getTime() === quiet.last.getTime() ? first : `between ${first} and ${last}`;

/** What quiet hours mean for a run. Moments come as the platform writes them. */
export const quietWords = {
  /** Of one that has not begun. */
  ahead({ quiet, sendAt }: RunReport, ends: Ends): string | undefined {
    if (!quiet) return undefined;
    const then = sendAt ? 'then' : 'now';
    return `Quiet hours: ${people(quiet.others)} ${then}, ${people(quiet.people)} when theirs end, ${when(quiet, ends)}. ${OVERRIDE}`;
  },
  /** Of one that has. */
  during({ quiet }: RunReport, ends: Ends): string | undefined {
    if (!quiet) return undefined;
    return `${people(quiet.people)} ${quiet.people === 1 ? 'waits' : 'wait'} for the end of quiet hours, ${when(quiet, ends)}. ${OVERRIDE}`;
  },
};

/** Nobody else is waited for. */
export const isOnlyQuiet = ({ quiet }: RunReport) => quiet !== undefined && quiet.others === 0;
