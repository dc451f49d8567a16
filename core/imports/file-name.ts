const LONGEST_SHOWN = 80;
const LONGEST_ENDING = 20;
// More than any file system takes (255), and what normalises text takes the square of its length.
const LONGEST_GIVEN = 1_000;

/** The name as it is shown: one line, without invisible characters, its middle left out where it is too long. */
export function shownFileName(given: string): string {
  const name = withinReason(given)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  const letters = [...name];
  if (letters.length <= LONGEST_SHOWN) return name || 'list.csv';
  return `${letters.slice(0, LONGEST_SHOWN - LONGEST_ENDING - 1).join('')}…${letters.slice(-LONGEST_ENDING).join('')}`;
}

function withinReason(given: string): string {
  if (given.length <= LONGEST_GIVEN) return given;
  return given.slice(0, LONGEST_GIVEN / 2) + given.slice(-LONGEST_GIVEN / 2);
}
