const LONGEST = 200;
const ENDING = 60;

/** As much of a run's title as a card can bear: many org units, or a run tried again and again, make a long one. Its end stays. */
export function shortTitle(title: string): string {
  const letters = [...title];
  if (letters.length <= LONGEST) return title;
  return `${letters.slice(0, LONGEST - ENDING - 1).join('')}…${letters.slice(-ENDING).join('')}`;
}
