import type { Tx } from './db.ts';

// Any numbers will do as long as nobody else takes them: the letters of "swep", and the next one.
const LOCKS = { soon: 0x73776570, seldom: 0x73776571 };

/** What is swept every few seconds waits for nothing that is swept seldom. */
export type Sweeping = keyof typeof LOCKS;

/** True for the one transaction that may sweep now; it stays so until that transaction ends. */
export async function mayISweep(tx: Tx, sweeping: Sweeping): Promise<boolean> {
  const [lock] = await tx.$queryRaw<
    { taken: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(${LOCKS[sweeping]}::bigint) AS taken`;
  return lock?.taken ?? false;
}

/** What platforms told us so long ago that they will not tell it again. Slack gives up after an hour, Teams within minutes. */
export async function forgetOldEvents(tx: Tx): Promise<number> {
  return tx.$executeRaw`DELETE FROM inbound_event WHERE received_at < now() - interval '7 days'`;
}
