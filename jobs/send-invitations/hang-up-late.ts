import type { Lane } from '../mail/lane.ts';

// Whoever stops the process kills it after 30 s at the latest, and what is known by then has to be written down.
const PATIENCE_MS = 20_000;

/** Lets mails that are on their way end when the process is to end, but not for longer than there is time. */
export function hangUpLate(lanes: Lane[], stopping: AbortSignal): { end(): void } {
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer = setTimeout(() => {
      for (const lane of lanes) lane.hangUp();
    }, PATIENCE_MS);
  };
  if (stopping.aborted) start();
  else stopping.addEventListener('abort', start, { once: true });
  return {
    end() {
      clearTimeout(timer);
      stopping.removeEventListener('abort', start);
    },
  };
}
