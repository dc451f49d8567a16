import { newsKeys } from './news.ts';
import { makeBell } from './outbox/bell.ts';
import { listen } from './outbox/listen.ts';
import { reach } from './process/crash-point.ts';
import type { Log } from './process/log.ts';
import type { QueueName, Queues, Ring } from './queue.ts';
import type { RequestKey } from './request-key.ts';
import { type Db, transaction } from './store/db.ts';
import { kept, type Promised, takePromises } from './store/outbox.ts';
import { work } from './work.ts';

type Needs = { db: Db; databaseUrl: string; queues: Pick<Queues, 'add'>; log: Log };

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
    const promises = await takePromises(tx, AT_ONCE);
    if (promises.length === 0) return 0;
    await reach('relay:taken');
    await Promise.all(promises.map((promised) => hand(queues, promised)));
    await reach('relay:handed');
    await kept(
      tx,
      promises.map(({ id }) => id),
    );
    return promises.length;
  });
}

type Manner = Pick<Ring, 'attempts'> & {
  queue: QueueName;
  key: RequestKey;
  notBefore?: (data: unknown) => Date | undefined;
};

// A chat platform may be away for a while; a card that is still stale after that is rung again by the sweep.
const NEWS_ATTEMPTS = 8;

const asNews = (key: RequestKey): Manner => ({ queue: 'news', key, attempts: NEWS_ATTEMPTS });

const manners: Record<Promised['queue'], Map<string, Manner>> = {
  work: new Map(Object.entries(work)),
  news: new Map(Object.entries(newsKeys).map(([name, key]) => [name, asNews(key)])),
};

/** What nobody here knows, as a newer version may have promised it, is for whoever takes it from the queue. */
function hand(queues: Pick<Queues, 'add'>, { id, queue, name, data }: Promised): Promise<void> {
  const manner = manners[queue].get(name);
  const key = manner?.key(data) ?? `${name}.${id}`;
  const at = manner?.notBefore?.(data);
  const delayMs = at && Math.max(0, at.getTime() - Date.now());
  return queues.add(manner?.queue ?? queue, {
    ...{ name, data, key, attempts: manner?.attempts ?? 1 },
    ...(delayMs && { delayMs }),
  });
}
