import { z } from 'zod';
import { findPerson } from '#core/directory/find-person.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const who = defineCommand({
  name: 'who',
  usage: '<e-mail or phone>',
  summary: 'One person: invited, linked, or what stands in the way',
  namesPeople: true,
  args: z.object({ asked: z.string().trim().min(1).max(254) }),
  read: (words) => ({ asked: words.join(' ') }),

  async run({ asked }, { db, operator }) {
    return told(await findPerson({ db }, operator, asked), (person) => ({ kind: 'person', person }));
  },
});
