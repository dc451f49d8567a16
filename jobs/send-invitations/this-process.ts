import { hostname } from 'node:os';
import type { Sender, Share } from '#core/store/senders.ts';

export type SenderHere = {
  /** Marks the people whom it has taken. */
  claim: string;
  /** Gives it another share of its run. False: it has come to its end. */
  take(share: Share): boolean;
};

const claims = new Set<string>();
const senders = new Map<string, Promise<SenderHere | undefined>>();

/** Where senders run, so that the death of one is seen at once by whoever starts on the same machine. */
export const thisProcess = {
  place: { host: hostname(), pid: process.pid },
  sendsAs(claim: string): { end(): void } {
    claims.add(claim);
    return { end: () => void claims.delete(claim) };
  },
  /** Who sends this run here. Whoever asks while that is still being found out waits for it. */
  senderOf: (runId: string) => senders.get(runId),
  /** Whoever is offered another share of the run here hands it to this sender. */
  present(runId: string, sender: Promise<SenderHere | undefined>): { end(): void } {
    senders.set(runId, sender);
    return {
      end() {
        if (senders.get(runId) === sender) senders.delete(runId);
      },
    };
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
