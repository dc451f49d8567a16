import { expect, it } from 'vitest';
import { only } from '#core/store/only.ts';

it('is the row of a statement that always gives one, and says so where it gave none', () => {
  expect(only([{ id: 1 }])).toEqual({ id: 1 });
  expect(() => only([])).toThrow('gave none');
});
