import type { Tx } from '../store/db.ts';
import { linkedSoon } from '../store/linked-soon.ts';
import type { RunFacts } from '../store/run-reports.ts';
import type { Totals } from './run-report.ts';

/** What may be expected of a run that is over, going by those before it. */
export type Expectation = {
  /** So many earlier runs were looked at. */
  runs: number;
  /** Whole per cent of their people linked within `days`. */
  share: number;
  days: number;
  invited: number;
  linked: number;
  by: Date;
};

const DAYS = 3;
const DAY_MS = 86_400_000;
const FEWEST_RUNS = 3;
const MOST_RUNS = 5;

/** Nothing rather than a guess from too few runs. A rehearsal invites nobody. */
export async function expectationOf(
  tx: Tx,
  companyId: string,
  { id, state, channel, endedAt, rehearsal }: RunFacts,
  { invited }: Totals,
): Promise<{ expectation?: Expectation }> {
  if (state !== 'completed' || !endedAt || rehearsal !== null || invited === 0) return {};
  const past = await linkedSoon(tx, { companyId, runId: id, channel, days: DAYS, most: MOST_RUNS });
  if (past.runs < FEWEST_RUNS || past.invited === 0) return {};

  const share = past.linked / past.invited;
  return {
    expectation: {
      ...{ runs: past.runs, days: DAYS, invited },
      share: Math.round(share * 100),
      linked: Math.round(share * invited),
      by: new Date(endedAt.getTime() + DAYS * DAY_MS),
    },
  };
}
