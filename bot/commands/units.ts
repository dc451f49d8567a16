import { z } from 'zod';
import { listUnits } from '#core/directory/list-units.ts';
import { defineCommand } from './define.ts';

export const units = defineCommand({
  name: 'units',
  summary: 'The org units and how many people are in each',
  args: z.object({}),

  async run(_, { db, operator }) {
    const outcome = await listUnits({ db }, operator);
    return outcome.ok ? { kind: 'units', units: outcome.value } : { kind: 'refused', refusal: outcome.refusal };
  },
});
