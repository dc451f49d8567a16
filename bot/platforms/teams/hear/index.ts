import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '#core/fault.ts';
import type { Ears } from '../sdk.ts';
import { hearChange } from './changes.ts';
import type { HearContext } from './context.ts';
import { hearInvoke } from './invokes.ts';
import { hearMessage } from './messages.ts';

// Teams waits 15 s for a message to be taken, and tells it again after that. https://github.com/MicrosoftDocs/msteams-docs/issues/6084
const LATEST_MS = 10_000;

/** A message is taken when what it asks for is kept, an invoke when it is answered. */
export function listenIn(context: HearContext): Ears {
  const { inFlight, desk } = context;
  const taken = async (work: Promise<void>): Promise<void> => {
    const waiting = new AbortController();
    const late = pause(LATEST_MS, undefined, { signal: waiting.signal }).catch(() => {});
    const running = inFlight.during(work);
    await Promise.race([running, late])
      .catch((error) => {
        desk.log.error({ error }, 'a listener for Teams failed');
        // Told again, it might go better.
        if (!(error instanceof Fault) || error.retry !== 'never') throw error;
      })
      .finally(() => waiting.abort());
  };
  return {
    message: (activity) => taken(hearMessage(context, activity)),
    change: (activity) => taken(hearChange(context, activity)),
    invoke: (activity) => inFlight.during(hearInvoke(context, activity)),
  };
}
