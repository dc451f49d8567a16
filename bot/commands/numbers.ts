import { z } from 'zod';
import { listNumbers } from '#core/directory/list-numbers.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const numbers = defineCommand({
  name: 'numbers',
  usage: '[name, e-mail or number]',
  summary: 'The corporate numbers and whose they are',
  namesPeople: true,
  args: z.object({ filter: z.string().trim().max(254).default('') }),
  read: (words) => ({ filter: words.join(' ') }),

  async run({ filter }, { db, operator }) {
    return told(await listNumbers({ db }, operator, { filter }), (numbers) => ({ kind: 'numbers', numbers }));
  },
});
