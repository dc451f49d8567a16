import { type TrailEntry, trail } from '../store/audit-trail.ts';
import type { Tx } from '../store/db.ts';

export type { TrailEntry } from '../store/audit-trail.ts';

const PIECE = 1_000;

type Wanted = Omit<Parameters<typeof trail>[1], 'after' | 'most'>;

/** Entries in their order, however many: a long trail needs no more memory than a short one. */
export async function* readTrail(tx: Tx, wanted: Wanted): AsyncGenerator<TrailEntry> {
  for (let after = '0'; ; ) {
    const entries = await trail(tx, { ...wanted, after, most: PIECE });
    yield* entries;
    const last = entries.at(-1);
    if (!last || entries.length < PIECE) return;
    after = last.seq;
  }
}
