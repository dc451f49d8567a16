import type { Log } from '#core/process/log.ts';
import { reserveMails } from '#core/sending/reserve-mails.ts';
import type { Db } from '#core/store/db.ts';
import { pause } from './pause.ts';

/** Keeps the rate that a company has set, together with all other processes that mail for it. */
export type Pace = {
  /** Resolves when the next mail may leave; at once where no rate is set. */
  turn(): Promise<void>;
};

type Needs = { db: Db; log: Log; companyId: string; halt: AbortSignal };

// Long enough that the database is asked seldom, short enough that nobody waits long for what another has reserved.
const SPAN_MS = 500;
/** How long "no rate" is believed. */
const FREE_MS = 2_000;
const AGAIN_MS = 500;

export function makePace({ db, log, companyId, halt }: Needs): Pace {
  const waiting: (() => void)[] = [];
  let freeUntil = Number.NEGATIVE_INFINITY;
  let pumping = false;

  /** Lets those who wait go, one after the other, at the moments that were reserved. */
  async function pump(): Promise<void> {
    pumping = true;
    while (waiting.length > 0 && !halt.aborted) {
      const reserved = await reserve();
      if (!reserved) continue;
      for (const at of reserved) {
        await pause(at - performance.now(), halt);
        waiting.shift()?.();
      }
    }
    for (const go of waiting.splice(0)) go();
    pumping = false;
  }

  /** Moments at which one mail each may leave. */
  async function reserve(): Promise<number[] | undefined> {
    try {
      const asked = performance.now();
      const reserved = await reserveMails(db, companyId, { most: waiting.length, withinMs: SPAN_MS });
      if (reserved)
        return Array.from({ length: reserved.mails }, (_, n) => asked + reserved.startsInMs + n * reserved.gapMs);
      freeUntil = performance.now() + FREE_MS;
      for (const go of waiting.splice(0)) go();
    } catch (error) {
      log.warn({ error, companyId }, 'no mails could be reserved; trying again');
      await pause(AGAIN_MS, halt);
    }
    return undefined;
  }

  return {
    turn() {
      if (performance.now() < freeUntil || halt.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.push(resolve);
        if (!pumping) void pump();
      });
    },
  };
}
