import { z } from 'zod';
import { listUnits } from '#core/directory/list-units.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const units = defineCommand({
  name: 'units',
  summary: 'The org units and how many people are in each',
  args: z.object({}),

  async run(_, { db, operator }) {
    return told(await listUnits({ db }, operator), (units) => ({ kind: 'units', units }));
  },
});
