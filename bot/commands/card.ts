import { z } from 'zod';
import type { CardRef } from '#core/operator.ts';
import type { Outcome } from '#core/outcome.ts';
import type { Reply } from '../reply.ts';
import type { Command, CommandContext } from './define.ts';
import { defineCommand } from './define.ts';

/** What every button carries: which run or import, and which state of it the person saw. */
export const Card = z.object({ id: z.uuid(), version: z.coerce.number().int().positive() });

type CardCommand = {
  name: string;
  summary: string;
  act: (
    needs: Pick<CommandContext, 'db'>,
    operator: CommandContext['operator'],
    card: CardRef,
  ) => Promise<Outcome<unknown>>;
};

/** A command that moves a run or an import on. What came of it is told by its card; a "no" is told to the asker. */
export function cardCommand({ name, summary, act }: CardCommand): Command<typeof Card> {
  return defineCommand({
    name,
    summary,
    hidden: true,
    args: Card,
    async run(card, { db, operator }) {
      return cardFollows(await act({ db }, operator, card));
    },
  });
}

export function cardFollows(outcome: Outcome<unknown>): Reply {
  return outcome.ok ? { kind: 'card-follows' } : { kind: 'refused', refusal: outcome.refusal };
}
