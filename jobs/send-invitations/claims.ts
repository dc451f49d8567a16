import { reach } from '#core/process/crash-point.ts';
import type { Log } from '#core/process/log.ts';
import type { Sending } from '#core/sending/open.ts';
import type { Person } from '#core/sending/person.ts';
import type { Share } from '#core/store/senders.ts';
import { pause } from './pause.ts';

/** The people of one pass over a run, claimed ahead so that no lane waits for the database. */
export type Claims = { next(): Promise<Person | undefined> };

type Needs = { sending: Pick<Sending, 'claim'>; log: Log; share: Share; ttlHours: number; halt: AbortSignal };

const AHEAD = 500;
// The first mail is not to wait for the last of many.
const AT_FIRST = 64;
const AGAIN_MS = 500;

export function makeClaims({ sending, log, share, ttlHours, halt }: Needs): Claims {
  const people: Person[] = [];
  let taken = 0;
  let after = 0;
  let over = false;
  let coming: Promise<void> | undefined;

  function fetch(): Promise<void> {
    coming ??= more().finally(() => {
      coming = undefined;
    });
    return coming;
  }

  /** A database that is away comes back, and meanwhile nobody is lost. */
  async function more(): Promise<void> {
    try {
      await reach('claim:before');
      const claimed = await sending.claim(share, { after, most: after === 0 ? AT_FIRST : AHEAD, ttlHours });
      await reach('claim:after');
      const last = claimed.at(-1);
      if (last) after = last.position;
      else over = true;
      people.splice(0, taken);
      taken = 0;
      people.push(...claimed);
    } catch (error) {
      log.warn({ error, runId: share.runId }, 'nobody could be claimed; trying again');
      await pause(AGAIN_MS, halt);
    }
  }

  return {
    async next() {
      while (!halt.aborted) {
        const person = people[taken];
        if (person) taken++;
        if (people.length - taken < AHEAD / 2 && !over) void fetch();
        if (person) return person;
        if (over) return undefined;
        await fetch();
      }
      return undefined;
    },
  };
}
