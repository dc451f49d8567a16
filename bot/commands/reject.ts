import { z } from 'zod';
import { rejectRun } from '#core/runs/reject-run.ts';
import { Card, cardFollows } from './card.ts';
import { defineCommand } from './define.ts';

export const reject = defineCommand({
  name: 'reject',
  summary: 'Reject the run on this card, with a reason',
  hidden: true,
  args: Card.extend({ reason: z.string().trim().max(300).optional() }),

  async run({ reason, ...card }, { db, operator }) {
    if (reason === undefined) return { kind: 'reject-form', runId: card.id, version: card.version };
    return cardFollows(await rejectRun({ db }, operator, { ...card, reason }));
  },
});
