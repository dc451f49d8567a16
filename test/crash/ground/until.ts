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

/** As if the time had passed after which a dead writer of a card is replaced, and people who are to wait are tried again. */
export async function skipWaits({ db }: Pick<Ground, 'db'>): Promise<void> {
  await db.$executeRaw`UPDATE card SET lease_until = now() - interval '1 second' WHERE lease_until > now()`;
  await db.$executeRaw`UPDATE invitation SET next_attempt_at = now() - interval '1 second' WHERE state = 'queued' AND next_attempt_at > now()`;
  await db.$executeRaw`UPDATE run SET due_at = now() - interval '1 second' WHERE state = 'deferred' AND due_at > now()`;
}

/** The numbers of the processes that send just now. */
export async function sendingProcesses({ db }: Pick<Ground, 'db'>): Promise<number[]> {
  return (await db.$queryRaw<{ pid: number }[]>`SELECT pid FROM sender`).map(({ pid }) => pid);
}

export async function stateOf({ db }: Pick<Ground, 'db'>, runId: string): Promise<string> {
  return (await db.run.findFirstOrThrow({ where: { id: runId }, select: { state: true } })).state;
}
