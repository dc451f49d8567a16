import { z } from 'zod';
import { queueView } from '#core/runs/queue-view.ts';
import { defineCommand } from './define.ts';

export const queue = defineCommand({
  name: 'queue',
  summary: 'What is being sent, and what waits for it',
  args: z.object({}),

  async run(_, { db, operator }) {
    const outcome = await queueView({ db }, operator);
    return outcome.ok ? { kind: 'queue', queue: outcome.value } : { kind: 'refused', refusal: outcome.refusal };
  },
});
