import { z } from 'zod';
import { exportPeople } from '#core/directory/export-people.ts';
import { wholeFile } from '../csv-file.ts';
import { peopleFile } from '../people-file.ts';
import { defineCommand } from './define.ts';

export const exportDirectory = defineCommand({
  name: 'export',
  summary: 'Everybody and how far they are, as a file, in your direct messages',
  mayTakeLong: true,
  args: z.object({}),

  async run(_, { db, operator }) {
    const people = await exportPeople({ db }, operator);
    if (!people.ok) return { kind: 'refused', refusal: people.refusal };

    const name = `muster-people-${new Date().toISOString().slice(0, 10)}.csv`;
    return { kind: 'file', what: 'people', name, content: await wholeFile(peopleFile(people.value)) };
  },
});
