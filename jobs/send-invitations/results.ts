import { setTimeout as sleep } from 'node:timers/promises';
import { reach } from '#core/process/crash-point.ts';
import type { Log } from '#core/process/log.ts';
import type { CountMail } from '#core/process/metrics.ts';
import type { Sending } from '#core/sending/open.ts';
import type { Result } from '#core/sending/result.ts';
import type { Share } from '#core/store/senders.ts';
import { makeBatcher } from './batcher.ts';

export type Results = {
  /** Resolves as soon as the next mail may begin: not after the commit, but never with more than `most()` before theirs. */
  note(result: Result): Promise<void>;
  /** Everything noted is committed. Rejects when that was not possible. */
  written(): Promise<void>;
  /** How many have been noted so far. */
  count(): number;
  /** How many of those told of an outcome, and not that somebody has to wait. */
  ended(): number;
};

type Needs = { sending: Pick<Sending, 'settle'>; log: Log; countMail: CountMail; share: Share; most: () => number };

// A mail that has left cannot be taken back, so its result is worth waiting for a database that restarts.
const PATIENCE_MS = 60_000;
const AGAIN_MS = 500;
// No lane waits for its result, so a few more may travel with it.
const GATHER_MS = 5;

export function makeResults({ sending, log, countMail, share, most }: Needs): Results {
  const batches = makeBatcher(write, { inFlight: 2, most: 500, gatherMs: GATHER_MS });
  const waiting: (() => void)[] = [];
  let open = 0;
  let noted = 0;
  let ended = 0;
  let failure: unknown;

  async function write(results: Result[]): Promise<undefined[]> {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        await reach('result:before');
        await sending.settle(share, results);
        await reach('result:after');
        return results.map(() => undefined);
      } catch (error) {
        if (performance.now() > deadline) throw error;
        log.warn({ error, results: results.length }, 'results could not be written; trying again');
        await sleep(AGAIN_MS);
      }
    }
  }

  async function fewerThan(limit: () => number): Promise<void> {
    while (open >= limit()) await new Promise<void>((resolve) => waiting.push(resolve));
    if (failure) throw failure;
  }

  return {
    note(result) {
      noted++;
      countMail(result.state === 'queued' ? 'tried_again' : result.state);
      if (result.state !== 'queued') ended++;
      open++;
      batches
        .add(result)
        .catch((error: unknown) => {
          failure ??= error;
        })
        .finally(() => {
          open--;
          for (const go of waiting.splice(0)) go();
        });
      return fewerThan(most);
    },
    written: () => fewerThan(() => 1),
    count: () => noted,
    ended: () => ended,
  };
}
