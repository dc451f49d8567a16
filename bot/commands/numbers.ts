import { z } from 'zod';
import { listNumbers } from '#core/directory/list-numbers.ts';
import { progressBy } from '#core/directory/progress-by.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

const BY = /^by (unit|day)s?$/i;

export const numbers = defineCommand({
  name: 'numbers',
  usage: '[name, e-mail or number], or by unit, or by day',
  summary: 'The corporate numbers and whose they are, or how far people have come',
  namesPeople: true,
  mayTakeLong: true,
  args: z.object({ filter: z.string().trim().max(254).default(''), by: z.enum(['unit', 'day']).optional() }),

  read(words) {
    const typed = words.join(' ');
    const [, by] = BY.exec(typed) ?? [];
    return by ? { by: by.toLowerCase() } : { filter: typed };
  },

  async run({ filter, by }, { db, operator }) {
    if (by) return told(await progressBy({ db }, operator, by), (progress) => ({ kind: 'progress', progress }));
    return told(await listNumbers({ db }, operator, { filter }), (numbers) => ({ kind: 'numbers', numbers }));
  },
});
