import { expect, it } from 'vitest';
import { menu } from '#bot/platforms/slack/hear/pickers.ts';

const found = (many: number) =>
  Array.from({ length: many }, (_, i) => ({ name: `Unit ${i}`, rest: ' (1)', value: `u${i}` }));

it('offers everything where there is room, and says so where there is not', () => {
  const all = menu(found(100));
  const first = menu(found(101));

  expect(all).toMatchObject({ options: Array(100).fill({}) });
  expect(first).toMatchObject({
    option_groups: [
      { label: { text: 'The first 100. Type more letters to find others.' }, options: Array(100).fill({}) },
    ],
  });
});
