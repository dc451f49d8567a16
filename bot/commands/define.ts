import type { z } from 'zod';
import type { Operator, Place } from '#core/operator.ts';
import type { Db } from '#core/store/db.ts';
import type { Reply } from '../reply.ts';

export type CommandContext = {
  db: Db;
  operator: Operator;
  place: Place;
  /** What `about` says of this deployment. */
  product: { version: string; connector: string };
};

export type Command<Args extends z.ZodType = z.ZodType> = {
  name: string;
  /** What stands after the name when it is typed, for help and for the sentence that says how it goes. */
  usage?: string;
  summary: string;
  /** Only buttons and forms say it: help leaves it out. */
  hidden?: boolean;
  args: Args;
  /** Typed words as the fields that a button would carry. */
  read?: (words: string[]) => Record<string, unknown>;
  run: (args: z.output<Args>, context: CommandContext) => Promise<Reply>;
};

export function defineCommand<Args extends z.ZodType>(command: Command<Args>): Command<Args> {
  return command;
}
