import type { Tx } from '../store/db.ts';
import { later } from '../store/outbox.ts';
import type { Held, Share } from '../store/senders.ts';

/** Asks for somebody who sends this share of a run. `after`: the claim of who had it before. */
export function ringFor(
  tx: Tx,
  { companyId, runId, fence, slot }: Omit<Share, 'claim'>,
  after = 'start',
): Promise<void> {
  return later(tx, 'send-invitations', { companyId, runId, slot, turn: `${fence}.${after}` });
}

// A second process is worth its connections only where there is much to do.
const MANY = 1_000;

/** Asks for the senders of a run that starts. */
export async function ringForAll(tx: Tx, run: Held & { people: number }): Promise<void> {
  await ringFor(tx, { ...run, slot: 1 });
  if (run.people > MANY) await ringFor(tx, { ...run, slot: 2 });
}
