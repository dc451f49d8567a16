import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '#core/fault.ts';
import type { Addresses } from '../define.ts';
import type { Desk } from './desk.ts';
import { toFault } from './fault.ts';
import type { People } from './people.ts';

// https://docs.slack.dev/apis/web-api/rate-limits: users.info is for 100 calls a minute and more, of which others need some.
const AT_ONCE = 4;
const QUICK = 40;
const BREATH_MS = 3_000;
const MOST_PAUSES = 5;

/** The verified addresses of those among these users who are colleagues, and how many are not. Slack is asked about each. */
export async function addressesOf({ people }: Pick<Desk, 'people'>, userIds: string[]): Promise<Addresses> {
  const emails: string[] = [];
  const leftOut = { gone: 0, guest: 0, outsider: 0, bot: 0, addressless: 0 };
  for (let at = 0; at < userIds.length; at += AT_ONCE) {
    if (at >= QUICK) await pause(BREATH_MS);
    const asked = userIds.slice(at, at + AT_ONCE).map((userId) => patiently(people, userId));
    for (const found of await Promise.all(asked)) {
      if ('email' in found) emails.push(found.email);
      else leftOut[found.without] += 1;
    }
  }
  return { emails, leftOut };
}

/** Where Slack asks for a pause, it gets it. */
async function patiently(people: People, userId: string) {
  for (let pauses = 0; ; pauses++) {
    try {
      return await people.address(userId);
    } catch (error) {
      const fault = toFault(error);
      const wait = fault instanceof Fault && typeof fault.retry === 'object' ? fault.retry.afterMs : undefined;
      if (wait === undefined || pauses === MOST_PAUSES) throw fault;
      await pause(wait);
    }
  }
}
