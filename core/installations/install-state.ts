import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../secrets.ts';
import type { Db } from '../store/db.ts';
import { firstTime } from '../store/inbound-events.ts';

/** How long somebody may take on the platform's own page. */
export const STATE_SECONDS = 600;

/** Why what came back is not what we sent somebody away with. */
export type StateFault = 'unknown' | 'expired' | 'used';

/**
 * What goes along with somebody who installs the app, so that only they, in this browser, soon and once, come back with it.
 * `browser` is a secret that only their browser has (RFC 6749, 10.12).
 */
export function beginState({ sign }: Secrets, browser: string, now = Date.now()): string {
  const words = `${randomBytes(16).toString('base64url')}.${Math.floor(now / 1000) + STATE_SECONDS}`;
  return `${words}.${sign(about(words, browser))}`;
}

/** Takes it back. Undefined: all is well. */
export async function takeState(
  { db, secrets }: { db: Db; secrets: Secrets },
  { state, browser }: { state: string; browser: string },
  now = Date.now(),
): Promise<StateFault | undefined> {
  const [, words = '', nonce = '', until = '', proof = ''] =
    /^(([\w-]{22})\.(\d{1,12}))\.([\w-]{43})$/.exec(state) ?? [];
  if (!nonce || !isSame(secrets.sign(about(words, browser)), proof)) return 'unknown';
  if (Number(until) * 1000 < now) return 'expired';
  return (await firstTime(db, 'slack', `install.${nonce}`)) ? undefined : 'used';
}

const about = (words: string, browser: string) => `slack install ${words} ${browser}`;

const isSame = (ours: string, theirs: string) =>
  ours.length === theirs.length && timingSafeEqual(Buffer.from(ours), Buffer.from(theirs));
