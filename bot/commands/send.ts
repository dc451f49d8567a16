import { z } from 'zod';
import { timeZoneOf } from '#core/directory/time-zone-of.ts';
import { done, type Outcome, refuse } from '#core/outcome.ts';
import { findRunTyped } from '#core/runs/find-run-typed.ts';
import { runStatus } from '#core/runs/run-status.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { typedTime } from '../typed-time.ts';
import { Card, cardFollows } from './card.ts';
import { type CommandContext, defineCommand } from './define.ts';
import { told } from './told.ts';

type Needs = Pick<CommandContext, 'db' | 'operator'>;

export const send = defineCommand({
  name: 'send',
  usage: '<run> [now | at 09:00 Mon]',
  summary: 'Send a drafted run, now or at a time of yours',
  args: Card.extend({ at: z.date().optional(), typed: z.boolean().default(false) }),

  async find([id, ...words], { db, operator }) {
    if (id === undefined) return done({});
    const at = await readTime(words, { db, operator });
    if (!at.ok) return at;
    const found = await findRunTyped({ db }, operator, id);
    return found.ok ? done({ ...found.value, ...at.value, typed: words.length > 0 }) : found;
  },

  async run({ typed, at, ...card }, { db, operator }) {
    const outcome = await sendRun({ db }, operator, card, { ...(at && { at }) });
    if (!outcome.ok || !typed) return cardFollows(outcome);
    return told(await runStatus({ db }, operator, card.id), (report) => ({ kind: 'run-status', report }));
  },
});

async function readTime(words: string[], { db, operator }: Needs): Promise<Outcome<{ at?: Date }>> {
  const typed = words.join(' ');
  if (typed === '' || typed.toLowerCase() === 'now') return done({});
  const at = typedTime(typed, { now: new Date(), timeZone: await timeZoneOf({ db }, operator) });
  return at ? done({ at }) : refuse({ code: 'time-not-read', typed });
}
