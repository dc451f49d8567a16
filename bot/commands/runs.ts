import { z } from 'zod';
import { listRuns } from '#core/runs/list-runs.ts';
import { defineCommand } from './define.ts';

export const runs = defineCommand({
  name: 'runs',
  summary: 'The last runs and how they went',
  args: z.object({}),

  async run(_, { db, operator }) {
    const outcome = await listRuns({ db }, operator);
    return outcome.ok ? { kind: 'runs', runs: outcome.value } : { kind: 'refused', refusal: outcome.refusal };
  },
});
