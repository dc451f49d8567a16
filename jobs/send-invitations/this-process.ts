import { hostname } from 'node:os';
import type { Sender } from '#core/store/senders.ts';

const claims = new Set<string>();

/** Where senders run, so that the death of one is seen at once by whoever starts on the same machine. */
export const thisProcess = {
  place: { host: hostname(), pid: process.pid },
  sendsAs(claim: string): { end(): void } {
    claims.add(claim);
    return { end: () => void claims.delete(claim) };
  },
};

/** Certainly gone: its process is not there any more, or is another one by now (in a container it has the same number). */
export function isGone({ host, pid, claim }: Pick<Sender, 'host' | 'pid' | 'claim'>): boolean {
  if (host !== thisProcess.place.host) return false;
  return pid === process.pid ? !claims.has(claim) : !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
