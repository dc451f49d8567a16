import { Fault } from '#core/fault.ts';
import { homeOf } from '#core/home/home-of.ts';
import { homeShown, homeToShow } from '#core/store/homes.ts';
import type { Herald } from './context.ts';

// Several things often change at once, and nobody reads faster.
const PACE_MS = 2_000;

/**
 * Publishes what is so now on somebody's Home tab. Who has read before somebody else published is told so by the hash and
 * reads again; where the hash that we know is itself not the last one, nobody noted that, and we write over it.
 */
export const showHome: Herald<'show-home'> = async ({ companyId, homeId }, { db, platforms }) => {
  const early = await homeToShow(db, companyId, homeId);
  const publish = early && platforms.get(early.platform)?.publish;
  if (!publish) return;
  if (early.age !== null && early.age < PACE_MS) {
    throw new Fault('It was published just now', { retry: { afterMs: Math.ceil(PACE_MS - early.age) } });
  }

  let refused: string | null | undefined;
  for (let attempt = 1; attempt <= 2; attempt++) {
    const home = await homeToShow(db, companyId, homeId);
    if (!home) return;
    const reply = { kind: 'home' as const, home: await homeOf({ db }, home.operator) };
    const was = home.hash !== null && home.hash !== refused ? home.hash : undefined;
    const hash = await publish(home, reply, was);
    if (hash !== 'stale') return homeShown(db, home, hash);
    refused = home.hash;
  }
  throw new Fault('Others publish this Home tab', { retry: 'later' });
};
