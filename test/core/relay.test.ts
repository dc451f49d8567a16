import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeLog } from '#core/process/log.ts';
import type { Ring } from '#core/queue.ts';
import { type Relay, startRelay } from '#core/relay.ts';
import { type Tx, transaction } from '#core/store/db.ts';
import { later, tell } from '#core/store/outbox.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
const relays: Relay[] = [];

beforeEach(async () => {
  world = await makeWorld();
});
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.stop();
  await world.close();
});

/** A queue that can be away. */
function aQueue() {
  const rings: Ring[] = [];
  const queue = {
    rings,
    away: false,
    tried: 0,
    async add(_: string, ring: Ring) {
      queue.tried++;
      if (queue.away) throw new Error('nobody hears');
      rings.push(ring);
    },
  };
  return queue;
}

function relayTo(queues: ReturnType<typeof aQueue>): void {
  const { db, databaseUrl } = world;
  relays.push(startRelay({ db, databaseUrl, queues, log: makeLog({ LOG_LEVEL: 'silent' }) }));
}

const wake = (companyId = world.companyId) => transaction(world.db, (tx) => later(tx, 'wake-company', { companyId }));

async function until(so: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await so())) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('the relay', () => {
  it('hands over what is committed, at once, and forgets it then', async () => {
    const queue = aQueue();
    relayTo(queue);
    const took: number[] = [];

    for (let promised = 1; promised <= 5; promised++) {
      const begun = performance.now();
      await wake();
      await until(() => queue.rings.length === promised);
      took.push(performance.now() - begun);
    }

    // Each would take a second if the relay had to look by itself. On a busy machine one of them may.
    expect(Math.min(...took)).toBeLessThan(500);
    expect(queue.rings[0]).toMatchObject({ name: 'wake-company', data: { companyId: world.companyId }, attempts: 6 });
    await until(async () => (await world.outbox()).length === 0);
  });

  it('lets what is for later be heard then', async () => {
    const queue = aQueue();
    relayTo(queue);
    const ids = { companyId: world.companyId, runId: randomUUID() };
    const ring = (at: Date) =>
      transaction(world.db, (tx) => later(tx, 'begin-scheduled', { ...ids, at: at.toISOString() }));

    await ring(new Date(Date.now() + 3_600_000));
    await ring(new Date(Date.now() - 1_000));
    await until(() => queue.rings.length === 2);

    const [ahead, over] = queue.rings;
    expect(ahead?.delayMs).toBeGreaterThan(3_500_000);
    expect(ahead?.delayMs).toBeLessThanOrEqual(3_600_000);
    expect(over?.delayMs).toBeUndefined();
  });

  it('loses nothing while the queue is away, and does not hurry it', async () => {
    const queue = aQueue();
    queue.away = true;
    relayTo(queue);
    for (let promised = 0; promised < 3; promised++) await wake();
    await until(() => queue.tried >= 3);
    const kept = await world.outbox();

    queue.away = false;
    await until(() => queue.rings.length === 3);

    expect(kept).toHaveLength(3);
    expect(queue.tried).toBeLessThan(20);
    await until(async () => (await world.outbox()).length === 0);
  });

  it('hands each promise over once, though several relay', async () => {
    const queue = aQueue();
    for (let relay = 0; relay < 3; relay++) relayTo(queue);

    await Promise.all(Array.from({ length: 40 }, () => wake(randomUUID())));
    await until(async () => (await world.outbox()).length === 0);

    expect(new Set(queue.rings.map(({ key }) => key)).size).toBe(40);
    expect(queue.rings).toHaveLength(40);
  });

  it('gives what is the same a key of its own, so that the queue rings once for it', async () => {
    const { companyId } = world;
    const cards = [randomUUID(), randomUUID()] as const;
    const importId = randomUUID();
    const show = (tx: Tx, cardId: string) => tell(tx, 'show-card', { companyId, cardId });
    await transaction(world.db, async (tx) => {
      for (const card of [cards[0], cards[1], cards[0]]) await show(tx, card);
      await tell(tx, 'fetch-upload', { companyId, importId });
      await later(tx, 'check-import', { companyId, importId });
      await later(tx, 'send-invitations', { companyId, runId: importId, slot: 1, turn: '7.start' });
      await later(tx, 'wake-company', { companyId });
    });
    const queue = aQueue();

    relayTo(queue);
    await until(async () => (await world.outbox()).length === 0);

    expect([...new Set(queue.rings.map(({ key }) => key))].sort()).toEqual(
      [
        ...cards.map((card) => `show-card.${card}`),
        ...['fetch-upload', 'check-import'].map((name) => `${name}.${importId}`),
        `send-invitations.${importId}.1.7.start`,
        `wake-company.${companyId}`,
      ].sort(),
    );
  });

  it('listens again after its connection was cut', async () => {
    const queue = aQueue();
    relayTo(queue);
    await wake();
    await until(() => queue.rings.length === 1);
    await world.db.$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'muster relay' AND datname = current_database()`;

    await wake();

    await until(() => queue.rings.length === 2);
    await until(async () => (await listeners()) === 1);
  });
});

async function listeners(): Promise<number> {
  const found = await world.db.$queryRaw<unknown[]>`
    SELECT pid FROM pg_stat_activity WHERE application_name = 'muster relay' AND datname = current_database()`;
  return found.length;
}
