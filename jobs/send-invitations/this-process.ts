import { hostname } from 'node:os';
import type { Sender, Share } from '#core/store/senders.ts';

export type SenderHere = {
  runId: string;
  /** Marks the people whom it has taken. */
  claim: string;
  /** Gives it another share of its run. False: it has come to its end. */
  take(share: Share): boolean;
};

const claims = new Set<string>();
const senders = new Set<SenderHere>();

/** Where senders run, so that the death of one is seen at once by whoever starts on the same machine. */
export const thisProcess = {
  place: { host: hostname(), pid: process.pid },
  sendsAs(claim: string): { end(): void } {
    claims.add(claim);
    return { end: () => void claims.delete(claim) };
  },
  senderOf: (runId: string) => [...senders].find((sender) => sender.runId === runId),
  /** Whoever is offered another share of the run here hands it to this sender. */
  present(sender: SenderHere): { end(): void } {
    senders.add(sender);
    return { end: () => void senders.delete(sender) };
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
