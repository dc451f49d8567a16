import { setTimeout as pause } from 'node:timers/promises';
import { type Answered, note } from '../log.ts';
import type { Signed } from '../options.ts';
import type { World } from '../world.ts';

const TOKEN_SECONDS = 300;
const PATIENCE_MS = 15_000;

/** As Teams signs it, but for what is said otherwise. */
export function sign(world: World, signed: Signed = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const usual = {
    ...{ iss: 'https://api.botframework.com', aud: world.bot.appId, serviceurl: world.serviceUrl() },
    ...{ nbf: now - 10, iat: now - 10, exp: now + TOKEN_SECONDS },
  };
  return world.keys.sign(signed, usual);
}

/** Hands it to the bot and waits for its answer. Status 0: there was none. */
export async function tell(world: World, activity: Record<string, unknown>): Promise<Answered> {
  const begun = performance.now();
  const { status, body } = await send(world, activity);
  const what = [activity['type'], activity['name']].filter(Boolean).join(' ');
  const answered = { what, status, body, ms: Math.round(performance.now() - begun) };
  note(world.log.answers, answered);
  return answered;
}

async function send(world: World, activity: Record<string, unknown>): Promise<{ status: number; body: string }> {
  if (!world.deliverTo) return { status: 0, body: '' };
  try {
    const response = await fetch(world.deliverTo, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${sign(world)}` },
      body: JSON.stringify(activity),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: response.status, body: await response.text() };
  } catch {
    return { status: 0, body: '' };
  }
}

const AGAIN_MS = 500;

/** What is not taken is told again, twice. https://github.com/MicrosoftDocs/msteams-docs/issues/6084 */
export async function tellUntilTaken(world: World, activity: Record<string, unknown>): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const { status } = await tell(world, activity);
    if (status >= 200 && status < 500) return;
    await pause(AGAIN_MS);
  }
}
