import { setTimeout as pause } from 'node:timers/promises';
import type { InFlight } from '../../in-flight.ts';
import type { Answer } from '../sdk.ts';

// Teams shows a person an error after some seconds and asks again: whatever takes longer is answered with a word meanwhile.
const LATEST_MS = 1_700;

type Ways<T> = {
  work: Promise<T>;
  now: (done: T) => Answer;
  /** Where the work is not done in time. */
  meanwhile: () => Answer;
  /** What its outcome comes to then. */
  later: (done: T) => Promise<void>;
};

/** The answer to an invoke, always within 2 s and never an empty one. `work` does not reject. */
export async function inTime<T>(inFlight: InFlight, { work, now, meanwhile, later }: Ways<T>): Promise<Answer> {
  const waiting = new AbortController();
  const late = pause(LATEST_MS, 'late' as const, { signal: waiting.signal }).catch(() => 'late' as const);
  const done = await Promise.race([work.then((value) => ({ value })), late]);
  waiting.abort();
  if (done !== 'late') return now(done.value);
  void inFlight.during(work.then(later)).catch(() => {});
  return meanwhile();
}
