import { z } from 'zod';
import { may } from '#core/directory/may.ts';
import { rejectRun } from '#core/runs/reject-run.ts';
import { Card, cardFollows, findCard } from './card.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const reject = defineCommand({
  name: 'reject',
  summary: 'Reject the run on this card, with a reason',
  hidden: true,
  opens: ({ reason }) => reason === undefined,
  args: Card.extend({ reason: z.string().trim().max(300).optional() }),
  find: findCard,

  async run({ reason, ...card }, { db, operator }) {
    if (reason !== undefined) return cardFollows(await rejectRun({ db }, operator, { ...card, reason }));

    const allowed = await may({ db }, operator, 'approve-runs');
    return told(allowed, () => ({ kind: 'reject-form', runId: card.id, version: card.version }));
  },
});
