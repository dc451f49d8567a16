import type { RunState } from '../states.ts';
import type { Db } from './db.ts';
import { IS_SCHEDULED } from './scheduled-runs.ts';

/** What is waiting for somebody or something. */
export type Backlog = {
  /** Promised and not handed to the queue yet. */
  outbox: number;
  /** Cards that do not show what is so now. */
  cards: number;
  /** Runs that are not over, by state. */
  runs: { state: RunState; runs: number }[];
  /** Processes that send a share of a run at this moment. */
  senders: number;
};

export async function readBacklog(db: Db): Promise<Backlog> {
  const [[counts], runs] = await Promise.all([
    db.$queryRaw<Omit<Backlog, 'runs'>[]>`
      SELECT (SELECT count(*) FROM outbox)::int AS outbox, (SELECT count(*) FROM card WHERE shown < wanted)::int AS cards,
             (SELECT count(*) FROM sender WHERE lease_until > now())::int AS senders`,
    db.$queryRaw<Backlog['runs']>`
      SELECT state, count(*)::int AS runs FROM run
       WHERE state IN ('pending', 'sending', 'cancelling', 'deferred', 'paused') OR ${IS_SCHEDULED} GROUP BY state`,
  ]);
  return { outbox: 0, cards: 0, senders: 0, ...counts, runs };
}
