import type { PlaceInLine } from '#core/runs/run-report.ts';
import { count, duration, ordinal, people } from './numbers.ts';
import { runStates } from './states.ts';

/** Whose run is right before it; names come as the platform writes them. */
type Ahead = Pick<PlaceInLine['ahead'], 'state' | 'done' | 'people'> & { title: string; by: string };

export const doneOf = (done: number, all: number) => `${count(done)} of ${count(all)} done`;

/** "2nd in line, behind Ana’s run “staff.csv” (312 of 900 done), starts in about 4 min" */
export function placeInLine({ position, startsIn }: PlaceInLine, { title, by, ...ahead }: Ahead): string {
  const start = startsIn === undefined ? '' : `, ${startsAbout(startsIn)}`;
  return `${ordinal(position)} in line, behind ${by}’s run “${title}” (${howFar(ahead)})${start}`;
}

function howFar({ state, done, people: all }: Omit<Ahead, 'title' | 'by'>): string {
  if (state === 'pending') return `${people(all)}, waits as well`;
  return state === 'cancelling' ? runStates.cancelling.toLowerCase() : doneOf(done, all);
}

export const startsAbout = (seconds: number) =>
  seconds < 60 ? 'starts in less than a minute' : `starts in about ${duration(seconds)}`;
