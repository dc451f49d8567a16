import { z } from 'zod';
import { may } from '#core/directory/may.ts';
import { timeZoneOf } from '#core/directory/time-zone-of.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { nextFullHour } from '../typed-time.ts';
import { Card, cardFollows, findCard } from './card.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

export const later = defineCommand({
  name: 'later',
  summary: 'Send the invitations on this card at a time of yours',
  hidden: true,
  opens: ({ at }) => at === undefined,
  args: Card.extend({ at: z.date().optional() }),
  find: findCard,

  async run({ at, ...card }, { db, operator }) {
    if (at) return cardFollows(await sendRun({ db }, operator, card, { at }));

    const allowed = await may({ db }, operator, 'run-invitations');
    if (!allowed.ok) return { kind: 'refused', refusal: allowed.refusal };
    const initial = nextFullHour({ now: new Date(), timeZone: await timeZoneOf({ db }, operator) });
    return told(allowed, () => ({ kind: 'later-form', runId: card.id, version: card.version, initial }));
  },
});
