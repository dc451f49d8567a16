import { deny } from '../deny.ts';
import type { Operator } from '../operator.ts';
import { done, type Outcome, refuse } from '../outcome.ts';
import type { RunState } from '../states.ts';
import { type Needs, transaction } from '../store/db.ts';
import { type QueuedRun, runsAside, runsInLine } from '../store/run-queue.ts';
import { paceOf } from './pace.ts';
import { startsIn } from './starts-in.ts';

export type QueueView = {
  /** What is being sent now, or just being stopped. */
  sending?: Queued;
  /** In the order in which they will start: the first one is next. */
  waiting: Queued[];
  /** Beside the line: paused, put off by mail servers, or waiting for its time or for an approval. */
  aside: Queued[];
};

export type Queued = {
  id: string;
  version: number;
  state: RunState;
  title: string;
  requestedBy: string;
  isRehearsal: boolean;
  confirmedAt: Date;
  startedAt?: Date;
  /** A `RunCause`: why it stands still. */
  cause?: string;
  done: number;
  people: number;
  /** Of a run in line: seconds until it starts. Of the one being sent: until it is over. */
  secondsLeft?: number;
  /** When the people whom a mail server has put off are tried again. */
  dueAt?: Date;
  /** When it is to be sent, where that is not at once. */
  sendAt?: Date;
};

/** The company's queue: one run is sent at a time. */
export async function queueView({ db }: Needs, operator: Operator): Promise<Outcome<QueueView>> {
  return transaction(db, async (tx) => {
    const denied = await deny(tx, operator, 'view-runs');
    if (denied) return refuse(denied);

    const { companyId } = operator;
    const line = await runsInLine(tx, companyId);
    const starts = await startsIn(tx, companyId, line);
    const shownLine = line.map((run, place) => shown(run, run.state === 'pending' ? starts[place] : secondsLeft(run)));
    const [first] = shownLine;
    const sending = first && first.state !== 'pending' ? first : undefined;
    const aside = (await runsAside(tx, companyId)).map((run) => shown(run));
    return done({ ...(sending && { sending }), waiting: sending ? shownLine.slice(1) : shownLine, aside });
  });
}

function secondsLeft(run: QueuedRun): number | undefined {
  const pace = run.state === 'sending' ? paceOf(run) : undefined;
  return pace && Math.max(0, (run.tryFirst ?? run.people) - run.done) / pace;
}

function shown(run: QueuedRun, secondsLeft?: number): Queued {
  const {
    id,
    version,
    state,
    title,
    requestedBy,
    isRehearsal,
    confirmedAt,
    startedAt,
    cause,
    done,
    people,
    dueAt,
    sendAt,
  } = run;
  return {
    ...{ id, version, state, title, requestedBy, isRehearsal, confirmedAt, done, people },
    ...(startedAt && { startedAt }),
    ...(cause !== null && { cause }),
    ...(dueAt && { dueAt }),
    ...(sendAt && { sendAt }),
    ...(secondsLeft !== undefined && { secondsLeft }),
  };
}
