import type { News } from '../news.ts';
import type { Work } from '../work.ts';
import type { Tx } from './db.ts';

export type Promised = { id: bigint; queue: 'work' | 'news'; name: string; data: object };

/** Asks for work once this transaction is committed. */
export async function later<K extends keyof Work>(tx: Tx, name: K, data: Work[K]): Promise<void> {
  await promise(tx, 'work', name, data);
}

/** Tells the bot once this transaction is committed. */
export async function tell<K extends keyof News>(tx: Tx, name: K, data: News[K]): Promise<void> {
  await promise(tx, 'news', name, data);
}

/** The same news of many, in one go. */
export async function tellAll<K extends keyof News>(tx: Tx, name: K, all: News[K][]): Promise<void> {
  if (all.length > 0) await promise(tx, 'news', name, ...all);
}

async function promise(tx: Tx, queue: Promised['queue'], name: string, ...all: object[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO outbox (queue, name, data) SELECT ${queue}, ${name}, data FROM jsonb_array_elements(${JSON.stringify(all)}::jsonb) data`;
  // Delivered at commit, to whoever relays: nobody has to wait for the next look.
  await tx.$executeRaw`SELECT pg_notify('outbox', '')`;
}

/** The oldest promises; no other relay takes them until this transaction ends. */
export function takePromises(tx: Tx, most: number): Promise<Promised[]> {
  return tx.$queryRaw<Promised[]>`
    SELECT id, queue, name, data FROM outbox ORDER BY id LIMIT ${most} FOR UPDATE SKIP LOCKED`;
}

export async function kept(tx: Tx, ids: bigint[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM outbox WHERE id = ANY(${ids}::bigint[])`;
}
