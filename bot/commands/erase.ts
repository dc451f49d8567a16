import { z } from 'zod';
import { erasePerson, previewErasure } from '#core/directory/erase-person.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const erase = defineCommand({
  name: 'erase',
  usage: '<e-mail or phone>',
  summary: 'Erase one person for good, after a question that says what goes and what stays',
  namesPeople: true,
  // Only the form says that it is confirmed: nobody can type that.
  args: z.object({ asked: z.string().trim().min(1).max(254), confirmed: z.literal(true).optional() }),
  read: (words) => ({ asked: words.join(' ') }),

  async run({ asked, confirmed }, { db, operator }) {
    if (confirmed) {
      return told(await erasePerson({ db }, operator, asked), (erasure) => ({ kind: 'person-erased', erasure }));
    }
    return told(await previewErasure({ db }, operator, asked), (erasure) => ({ kind: 'erase-form', asked, erasure }));
  },
});
