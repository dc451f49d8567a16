import { z } from 'zod';
import type { CardRef } from '#core/operator.ts';
import { done, type Outcome } from '#core/outcome.ts';
import { findRunTyped } from '#core/runs/find-run-typed.ts';
import type { Reply } from '../reply.ts';
import type { Command, CommandContext } from './define.ts';
import { defineCommand } from './define.ts';
import { told } from './told.ts';

/** What every button carries: which run or import, and which state of it the person saw. */
export const Card = z.object({ id: z.uuid(), version: z.coerce.number().int().positive() });

type Fields = Record<string, unknown>;

/** "cancel 3f2a" typed instead of pressed: the run of that id, in the state it has now. */
export async function findCard([typed]: string[], { db, operator }: CommandContext): Promise<Outcome<Fields>> {
  return typed === undefined ? done({}) : findRunTyped({ db }, operator, typed);
}

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
    find: findCard,
    async run(card, { db, operator }) {
      return cardFollows(await act({ db }, operator, card));
    },
  });
}

export const cardFollows = (outcome: Outcome<unknown>): Reply => told(outcome, () => ({ kind: 'card-follows' }));
