import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import { type Needs, transaction } from '../store/db.ts';
import { type QueuedRun, queuedRuns } from '../store/run-reports.ts';

export type QueueView = {
  /** What is being sent now, or just being stopped. */
  sending?: Queued;
  /** In the order in which they will start: the first one is next. */
  waiting: Queued[];
};

export type Queued = {
  id: string;
  version: number;
  title: string;
  requestedBy: string;
  confirmedAt: Date;
  startedAt?: Date;
  done: number;
  people: number;
};

/** The company's queue: one run is sent at a time. */
export async function queueView({ db }: Needs, operator: Operator): Promise<Outcome<QueueView>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-runs');
    if (denied) return refuse(denied);

    const runs = await queuedRuns(tx, operator.companyId);
    const sending = runs.find(({ state }) => state !== 'pending');
    const waiting = runs.filter(({ state }) => state === 'pending');
    return done({ ...(sending && { sending: shown(sending) }), waiting: waiting.map(shown) });
  });
}

function shown({ id, version, title, requestedBy, confirmedAt, startedAt, done, people }: QueuedRun): Queued {
  return { id, version, title, requestedBy, confirmedAt, ...(startedAt && { startedAt }), done, people };
}
