import { z } from 'zod';
import type { CardRef } from '#core/operator.ts';
import { done, type Outcome } from '#core/outcome.ts';
import { findRunTyped } from '#core/runs/find-run-typed.ts';
import { runStatus } from '#core/runs/run-status.ts';
import type { RunState } from '#core/states.ts';
import { Card, cardFollows } from './card.ts';
import { type Command, type CommandContext, defineCommand } from './define.ts';
import { told } from './told.ts';

const Stopped = Card.extend({ typed: z.boolean().default(false) });

type Stop = {
  name: string;
  usage: string;
  summary: string;
  /** Which run is meant when none is named. */
  meant?: RunState;
  mayTakeLong?: true;
  act: (context: CommandContext, operator: CommandContext['operator'], card: CardRef) => Promise<Outcome<unknown>>;
};

/** Stops a run or lets it go on: pressed on its card, or typed from anywhere, which is answered with how it stands then. */
export function stopCommand({ name, usage, summary, meant, mayTakeLong, act }: Stop): Command<typeof Stopped> {
  return defineCommand({
    name,
    usage,
    summary,
    ...(mayTakeLong && { mayTakeLong }),
    args: Stopped,

    async find([typed = ''], { db, operator }) {
      if (typed === '' && !meant) return done({});
      const found = await findRunTyped({ db }, operator, typed, meant);
      return found.ok ? done({ ...found.value, typed: true }) : found;
    },

    async run({ typed, ...card }, context) {
      const { db, operator } = context;
      const outcome = await act(context, operator, card);
      if (!outcome.ok || !typed) return cardFollows(outcome);
      return told(await runStatus({ db }, operator, card.id), (report) => ({ kind: 'run-status', report }));
    },
  });
}
