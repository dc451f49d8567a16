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

// Long enough that the database is asked seldom, short enough that little is lost when nobody comes for it.
const SPAN_MS = 500;
/** How long "no rate" is believed. */
const FREE_MS = 2_000;
const AGAIN_MS = 500;

export function makePace({ db, log, companyId, halt }: Needs): Pace {
  /** Reserved for us, and not used yet: on the clock of `performance.now`. */
  const moments: number[] = [];
  let freeUntil = Number.NEGATIVE_INFINITY;
  let coming: Promise<void> | undefined;
  let line = Promise.resolve();

  const isFree = () => halt.aborted || performance.now() < freeUntil;

  function reserve(): Promise<void> {
    coming ??= more().finally(() => {
      coming = undefined;
    });
    return coming;
  }

  async function more(): Promise<void> {
    try {
      const reserved = await reserveMails(db, companyId, SPAN_MS);
      if (!reserved) freeUntil = performance.now() + FREE_MS;
      else
        for (let n = 0; n < reserved.mails; n++)
          moments.push(performance.now() + reserved.startsInMs + n * reserved.gapMs);
    } catch (error) {
      log.warn({ error, companyId }, 'no mails could be reserved; trying again');
      await pause(AGAIN_MS, halt);
    }
  }

  async function next(): Promise<void> {
    while (moments.length === 0 && !isFree()) await reserve();
    const at = moments.shift();
    if (at === undefined) return;
    // Asked for early enough that the next span follows without a gap.
    if ((moments.at(-1) ?? 0) - performance.now() < SPAN_MS / 2) void reserve();
    const ms = at - performance.now();
    if (ms > 0) await pause(ms, halt);
  }

  return {
    turn() {
      if (moments.length === 0 && isFree()) return Promise.resolve();
      line = line.then(next);
      return line;
    },
  };
}
