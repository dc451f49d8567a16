import { z } from 'zod';
import { listNumbers } from '#core/directory/list-numbers.ts';
import { defineCommand } from './define.ts';

export const numbers = defineCommand({
  name: 'numbers',
  usage: '[name, e-mail or number]',
  summary: 'The corporate numbers and whose they are',
  args: z.object({ filter: z.string().trim().max(254).default('') }),
  read: (words) => ({ filter: words.join(' ') }),

  async run({ filter }, { db, operator }) {
    const outcome = await listNumbers({ db }, operator, { filter });
    return outcome.ok ? { kind: 'numbers', numbers: outcome.value } : { kind: 'refused', refusal: outcome.refusal };
  },
});
