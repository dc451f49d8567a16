import type { Logger } from 'pino';
import { makeBell } from './outbox/bell.ts';
import { listen } from './outbox/listen.ts';
import type { Queues, Ring } from './queue.ts';
import { type Db, transaction } from './store/db.ts';
import { kept, type Promised, takeDue } from './store/outbox.ts';
import { work } from './work.ts';

type Needs = { db: Db; databaseUrl: string; queues: Pick<Queues, 'add'>; log: Logger };

export type Relay = { stop(): Promise<void> };

// Notifications can be lost with their connection, so the relay also looks by itself.
const LOOK_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
const AT_ONCE = 200;

/**
 * Hands what was promised over to the queues as soon as it is committed. A promise is deleted only after its queue has it:
 * a queue that is away costs delay and nothing else. Any number of relays may run at once.
 */
export function startRelay({ db, databaseUrl, queues, log }: Needs): Relay {
  const bell = makeBell();
  const listener = listen(databaseUrl, { heard: bell.ring, log });
  let stopped = false;
  let failures = 0;

  async function relay(): Promise<void> {
    while (!stopped) {
      const handed = await handOver(db, queues).catch((error: unknown) => {
        failures++;
        if (failures === 1) log.warn({ error }, 'the queue does not take what was promised; it stays in the outbox');
        return undefined;
      });
      if (handed === undefined) await bell.rest(Math.min(LONGEST_PAUSE_MS, LOOK_MS * 2 ** (failures - 1)));
      else if (handed < AT_ONCE) await bell.wait(LOOK_MS);
      if (handed !== undefined && failures > 0) {
        log.info({ failures }, 'the queue takes promises again');
        failures = 0;
      }
    }
  }

  const running = relay();
  return {
    async stop() {
      stopped = true;
      bell.end();
      await running;
      await listener.stop();
    },
  };
}

/** One batch, in one transaction: when a queue fails, all of it is still there. */
function handOver(db: Db, queues: Pick<Queues, 'add'>): Promise<number> {
  return transaction(db, async (tx) => {
    const due = await takeDue(tx, AT_ONCE);
    if (due.length === 0) return 0;
    await Promise.all(due.map((promised) => queues.add(promised.queue, ring(promised))));
    await kept(
      tx,
      due.map(({ id }) => id),
    );
    return due.length;
  });
}

// A promise handed over twice, because its deletion was not committed, has the same key as the first time.
function ring({ id, name, data, queue }: Promised): Ring {
  return { name, data, key: `${name}.${id}`, attempts: queue === 'work' ? attemptsOf(name) : NEWS_ATTEMPTS };
}

// A chat platform may be away for a while; a card that is still stale after that is rung again by the sweep.
const NEWS_ATTEMPTS = 8;

const attemptsOf = (name: string) => Object.entries(work).find(([known]) => known === name)?.[1].attempts ?? 1;
