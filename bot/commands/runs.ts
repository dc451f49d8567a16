import { z } from 'zod';
import { listRuns } from '#core/runs/list-runs.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const runs = defineCommand({
  name: 'runs',
  summary: 'The last runs and how they went',
  args: z.object({}),

  async run(_, { db, operator }) {
    return told(await listRuns({ db }, operator), (runs) => ({ kind: 'runs', runs }));
  },
});
