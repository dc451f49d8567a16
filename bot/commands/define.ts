import type { z } from 'zod';
import type { ToldGroup } from '#core/directory/change-group-permission.ts';
import type { Operator, Place } from '#core/operator.ts';
import type { Outcome } from '#core/outcome.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Signature } from '#core/signature.ts';
import type { Db } from '#core/store/db.ts';
import type { Addresses } from '../platforms/define.ts';
import type { Reply } from '../reply.ts';

export type CommandContext = {
  db: Db;
  operator: Operator;
  place: Place;
  /** Says something for everybody in a conversation, now. False where we may not speak. */
  speak: (place: Place, reply: Reply) => Promise<boolean>;
  /** The user groups of a workspace, and how long ago they were so. Undefined where nobody tells us, now or ever. */
  groups: (place: Place) => Promise<{ groups: ToldGroup[]; ageMs: () => number } | undefined>;
  /** The addresses of these users of a workspace. Undefined where nobody tells us, now or ever. */
  addresses: (place: Place, userIds: string[]) => Promise<Addresses | undefined>;
  /** The conversation with the asker alone. */
  direct: () => Promise<Place>;
  /** The page on which the asker can give a list. Undefined where the forms of the platform take files. */
  uploadAddress: () => string | undefined;
  /** What `about` says of this deployment. */
  secrets: Secrets;
  product: { version: string; connector: string; signature: Signature };
};

type Fields = Record<string, unknown>;

export type Command<Args extends z.ZodType = z.ZodType> = {
  name: string;
  /** What stands after the name when it is typed, for help and for the sentence that says how it goes. */
  usage?: string;
  summary: string;
  /** Whether these fields are answered by a form or by details: a platform that has dialogs opens one at once and fills it then. */
  opens?: (fields: Fields) => boolean;
  /** What it does may take longer than people wait without a word: they are told meanwhile that it is being done. */
  mayTakeLong?: true;
  /** Only buttons and forms say it: help leaves it out. */
  hidden?: boolean;
  /** What it answers names people: typed in a channel where nobody may be named, it is not answered. */
  namesPeople?: boolean;
  args: Args;
  /** Typed words as the fields that a button would carry. Without it, or `find`, the name stands alone. */
  read?: (words: string[]) => Fields;
  /** The same for words that have to be looked up. */
  find?: (words: string[], context: CommandContext) => Promise<Outcome<Fields>>;
  run: (args: z.output<Args>, context: CommandContext) => Promise<Reply>;
};

export function defineCommand<Args extends z.ZodType>(command: Command<Args>): Command<Args> {
  return command;
}
