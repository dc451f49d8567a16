import type { Tx } from './db.ts';

// Any number will do as long as nobody else takes it: the letters of "swep".
const SWEEP_LOCK = 0x73776570;

/** True for the one transaction that may sweep now; it stays so until that transaction ends. */
export async function mayISweep(tx: Tx): Promise<boolean> {
  const [lock] = await tx.$queryRaw<
    { taken: boolean }[]
  >`SELECT pg_try_advisory_xact_lock(${SWEEP_LOCK}::bigint) AS taken`;
  return lock?.taken ?? false;
}

/** What platforms told us so long ago that they will not tell it again. Slack gives up after an hour, Teams within minutes. */
export async function forgetOldEvents(tx: Tx): Promise<number> {
  return tx.$executeRaw`DELETE FROM inbound_event WHERE received_at < now() - interval '7 days'`;
}
