import type { QueuedRun } from '../store/run-queue.ts';

/** As long as the last mails are counted. */
export const WINDOW_SECONDS = 30;

type Lately = Pick<QueuedRun, 'lately' | 'since'>;

/** Mails a second in the last half minute, or since sending began anew within it. Undefined where none left. */
export function paceOf({ lately, since }: Lately): number | undefined {
  if (lately === 0 || since === null) return undefined;
  return lately / Math.min(WINDOW_SECONDS, Math.max(1, since));
}
