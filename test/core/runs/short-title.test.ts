import { expect, it } from 'vitest';
import { shortTitle } from '#core/runs/short-title.ts';

it.each(['staff.csv, 22 Nov 2026', '😀'.repeat(200)])('leaves a title of up to 200 letters as it is: %s', (title) => {
  expect(shortTitle(title)).toBe(title);
});

it('keeps the beginning and the end of a title that is too long, in whole letters', () => {
  const title = shortTitle(`Markets / ${'😀'.repeat(5_000)}, part 2 of 3`);

  expect([...title]).toHaveLength(200);
  expect(title).toMatch(/^Markets \/ 😀+…😀+, part 2 of 3$/u);
});
