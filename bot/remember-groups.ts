import { setTimeout as pause } from 'node:timers/promises';
import type { CommandContext } from './commands/define.ts';

type Groups = CommandContext['groups'];

// Somebody who looks for a group in a menu asks with each letter, and Slack tells its groups 20 times a minute.
const FRESH_MS = 60_000;
// A menu gets its options within 3 s or not at all.
const PATIENCE_MS = 1_500;

/** The groups as they were told within the last minute, for who only chooses among them. None where nobody tells them in time. */
export function remembered(groups: Groups): Groups {
  const known = new Map<string, { told: ReturnType<Groups>; until: number }>();

  return async (place) => {
    const where = `${place.platform} ${place.workspaceId}`;
    const kept = known.get(where);
    const told = kept && kept.until > Date.now() ? kept.told : groups(place);
    if (kept?.told !== told) {
      known.set(where, { told, until: Date.now() + FRESH_MS });
      // What went wrong is not worth remembering.
      told.catch(() => known.delete(where));
    }
    return Promise.race([told, pause(PATIENCE_MS, undefined, { ref: false })]);
  };
}
