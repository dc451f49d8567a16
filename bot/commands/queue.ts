import { z } from 'zod';
import { queueView } from '#core/runs/queue-view.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const queue = defineCommand({
  name: 'queue',
  summary: 'What is being sent, and what waits for it',
  args: z.object({}),

  async run(_, { db, operator }) {
    return told(await queueView({ db }, operator), (queue) => ({ kind: 'queue', queue }));
  },
});
