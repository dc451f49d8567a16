import { setTimeout as pause } from 'node:timers/promises';
import type { Ground } from './ground.ts';

/** The first thing that `look` finds. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 60_000,
): Promise<T> {
  for (const deadline = Date.now() + ms; Date.now() < deadline; await pause(25)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`It took more than ${ms / 1000} s: ${what}`);
}

/** A letter has come since, or so many milliseconds are over. */
export async function letterOr({ sink }: Ground, ms: number): Promise<boolean> {
  const before = sink.size();
  return until('a letter', () => sink.size() > before, ms).catch(() => false);
}

/** Nothing is left that could be sent, and what was promised is handed on. */
export async function isQuiet({ db }: Pick<Ground, 'db'>): Promise<boolean> {
  const [left] = await db.$queryRaw<{ runs: number; promises: number }[]>`
    SELECT (SELECT count(*)::int FROM run WHERE state IN ('pending', 'sending', 'cancelling', 'deferred')) AS runs,
           (SELECT count(*)::int FROM outbox) AS promises`;
  return left?.runs === 0 && left.promises === 0;
}

/** As if the time had passed after which nobody waits any more for those who died: for tests that have no time. */
export async function ageLeases({ db }: Pick<Ground, 'db'>): Promise<void> {
  const [table] = await db.$queryRaw<{ sender: string | null }[]>`SELECT to_regclass('sender')::text AS sender`;
  await db.$executeRaw`UPDATE card SET lease_until = now() WHERE lease_until > now()`;
  if (table?.sender) await db.$executeRaw`UPDATE sender SET lease_until = now() - interval '1 second'`;
  else await db.$executeRaw`UPDATE run SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL`;
}
