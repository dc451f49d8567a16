import type { Upload } from '#bot/playground/slack/types.ts';

type Who = 'rosa' | 'adam' | 'olga';

/** A message as a person reads it: line by line, a button in brackets. */
export type Seen = { key: string; words: string[] };

/** What somebody can do and see, on whichever platform they sit. */
export type Seat = {
  people: Who;
  /** To Muster alone. */
  type(who: Who, words: string): Promise<unknown>;
  /** In the channel of those who approve. */
  typeForAll(who: Who, words: string): Promise<unknown>;
  /** Gives a list to Muster alone. */
  drop(who: Who, file: Upload): Promise<unknown>;
  /** Also a button that has gone meanwhile. */
  press(who: Who, on: Seen, verb: string): Promise<unknown>;
  /** Submits the form for inviting as it stands. */
  invite(who: Who): Promise<unknown>;
  reject(who: Who, reason: string): Promise<unknown>;
  /** The newest thing that this person sees with all of these words in it, once there is one. */
  see(who: Who, ...words: string[]): Promise<Seen>;
  /** Who has got a mail. */
  mails(): string[];
  violations(): unknown[];
  close(): Promise<void>;
};
