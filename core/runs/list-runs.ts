import type { Channel } from '../channel.ts';
import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { RunState } from '../states.ts';
import { type Needs, transaction } from '../store/db.ts';
import { lastRuns, type RunLine } from '../store/run-reports.ts';
import type { Totals } from './run-report.ts';

export type ListedRun = {
  id: string;
  title: string;
  state: RunState;
  channel: Channel;
  isRehearsal: boolean;
  /** When it is to be sent, or was, where that was not at once. */
  sendAt?: Date;
  requestedBy: string;
  draftedAt: Date;
  startedAt?: Date;
  endedAt?: Date;
  /** From the start of sending to the end. */
  seconds?: number;
  people: number;
  toInvite: number;
  totals: Totals;
};

export const MOST_RUNS = 20;

/** The last runs of the company, newest first. */
export async function listRuns({ db }: Needs, operator: Operator): Promise<Outcome<ListedRun[]>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-runs');
    if (denied) return refuse(denied);
    return done((await lastRuns(tx, operator.companyId, MOST_RUNS)).map(listed));
  });
}

export function listed({
  sendAt,
  startedAt,
  endedAt,
  invited,
  skipped,
  failed,
  unknown,
  cancelled,
  ...line
}: RunLine): ListedRun {
  return {
    ...line,
    ...(sendAt && { sendAt }),
    ...(startedAt && { startedAt }),
    ...(endedAt && { endedAt }),
    ...(startedAt && endedAt && { seconds: (endedAt.getTime() - startedAt.getTime()) / 1000 }),
    totals: { invited, skipped, failed, unknown, cancelled },
  };
}
