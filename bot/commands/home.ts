import { z } from 'zod';
import { openHome } from '#core/home/open-home.ts';
import { defineCommand } from './define.ts';

export const home = defineCommand({
  name: 'home',
  summary: 'Show my Home tab',
  hidden: true,
  /** Of who opened it, as their platform says. */
  args: z.object({ userId: z.string().min(1) }),

  async run({ userId }, { db, operator, place }) {
    await openHome({ db }, operator, { place, userId });
    return { kind: 'card-follows' };
  },
});
