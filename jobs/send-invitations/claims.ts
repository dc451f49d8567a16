import { claimPeople, type Person } from '#core/invitations/claim-people.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Db } from '#core/store/db.ts';
import type { Held } from '#core/store/leases.ts';

/** The people of one pass over a run, claimed ahead so that no lane waits for the database. */
export type Claims = { next(): Promise<Person | undefined> };

type Needs = { db: Db; secrets: Secrets; held: Held; claim: string; ttlHours: number; stopping: AbortSignal };

const AHEAD = 200;

export function makeClaims({ db, secrets, held, claim, ttlHours, stopping }: Needs): Claims {
  const people: Person[] = [];
  let after = 0;
  let over = false;
  let coming: Promise<void> | undefined;

  function fetch(): Promise<void> {
    coming ??= more().finally(() => {
      coming = undefined;
    });
    return coming;
  }

  async function more(): Promise<void> {
    const claimed = await claimPeople({ db, secrets }, held, { claim, after, most: AHEAD, ttlHours });
    const last = claimed.at(-1);
    if (last) after = last.position;
    else over = true;
    people.push(...claimed);
  }

  return {
    async next() {
      while (!stopping.aborted) {
        const person = people.shift();
        // What goes wrong ahead of time goes wrong again when somebody waits for it.
        if (people.length < AHEAD / 2 && !over) fetch().catch(() => {});
        if (person) return person;
        if (over) return undefined;
        await fetch();
      }
      return undefined;
    },
  };
}
