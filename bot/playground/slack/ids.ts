import { randomInt } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Slack's form of an id: a letter for the kind, a zero, and nine more signs. */
export function makeId(kind: 'F' | 'V' | 'Ev' | 'B'): string {
  return `${kind}0${randomLetters(9)}`;
}

export function randomLetters(length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
}

/** One direct conversation for each person, the same over restarts. */
export const directChannelOf = (personId: string): string => `D${personId.slice(1)}`;
