import type { FastifyInstance } from 'fastify';
import type { Rejection } from '#core/imports/rejection.ts';
import type { Place } from '#core/operator.ts';
import type { Log } from '#core/process/log.ts';
import type { ReadGroup } from '#core/runs/source.ts';
import type { Secrets } from '#core/secrets.ts';
import type { Db } from '#core/store/db.ts';
import type { Profile } from '#core/store/operators.ts';
import type { ToldGroup } from '#core/store/user-groups.ts';
import type { Reply, ReplyOf, Suggestion } from '../reply.ts';

/** What a person said or pressed, in our words. */
export type Heard = {
  /** Same key, same event: the platform may tell it again. Absent where the use case knows its own repeats. */
  eventKey?: string;
  from: Profile;
  place: Place;
  /** What was typed (words) or what a button or a form carries (fields). */
  asked: { verb: string; words: string[] } | { verb: string; fields: Record<string, unknown> };
};

export type Hear = (heard: Heard) => Promise<Reply>;

/** What a picker in a form offers for the letters typed so far. */
export type Suggest = (heard: Omit<Heard, 'asked'> & { picker: Picker; typed: string }) => Promise<Suggestion[]>;
export type Picker = 'lists' | 'units';

/** Of some users: the verified addresses of colleagues, and how many are none or have none. */
export type Addresses = Pick<ReadGroup, 'emails' | 'leftOut'>;

export type HomeReply = ReplyOf<'home'>;

/** What the rest of the bot needs from a chat platform. Adding a verb needs a reason. */
export type ChatPlatform = {
  readonly id: string;
  /** Its forms take no files: a list is given on a page of ours. */
  readonly takesNoFiles?: true;
  /** Opens the ears, as soon as the platform can be reached. The HTTP routes hang on the shared server before. */
  start(hear: Hear, suggest: Suggest): Promise<void>;
  /** Rejects while what people do there cannot reach us. */
  ready(): Promise<void>;
  /**
   * Posts a message and gives its id. A place without a root begins a thread. Throws PlaceClosed where we may not speak, ThreadGone.
   * After a Fault to be tried later it may have been posted all the same: by its mark it is found.
   */
  say(place: Place, reply: Reply, mark?: string): Promise<string>;
  /** Our messages with this mark in the conversation, or in the thread, oldest first, posted since about then. A Fault never to be tried again where we may not look. */
  find(place: Place, mark: string, since: Date): Promise<string[]>;
  /** Takes a message of ours away again, where that is possible. */
  remove(place: Place, messageId: string): Promise<void>;
  /** Edits a message in place. False where that is not possible any more. */
  rewrite(place: Place, messageId: string, reply: Reply): Promise<boolean>;
  /** The conversation with this user of the workspace alone. */
  direct(workspaceId: string, userId: string): Promise<string>;
  /** The user groups of the workspace with who is in them. A Fault never to be tried again where we may not know. */
  groups(workspaceId: string): Promise<ToldGroup[]>;
  /** The addresses of these users of the workspace. Takes as long as the platform's limits let it. */
  addresses(workspaceId: string, userIds: string[]): Promise<Addresses>;
  /**
   * Puts it on the Home tab of this user of the workspace, in place of what is named; without a name in place of whatever stands there. The name
   * of what stands there now, or `stale`: something else stood there. Absent where a platform has no such tab.
   */
  publish?(
    who: { workspaceId: string; userId: string; conversation: string },
    home: HomeReply,
    was?: string,
  ): Promise<string | 'stale'>;
  /** The bytes of a file that was uploaded in the workspace, at most `limit` of them, or why there are none. */
  fetch(workspaceId: string, upload: unknown, limit: number): Promise<Uint8Array | Rejection>;
  /** Takes a file away that was uploaded in the workspace. False where we may not. */
  discard(workspaceId: string, upload: unknown): Promise<boolean>;
  /** Ends once everything that was heard is answered. */
  stop(): Promise<void>;
};

/** We may not speak there: we were never invited, or the conversation is archived or gone. */
export class PlaceClosed extends Error {
  override readonly name = 'PlaceClosed';
}

/** The message that the thread hung below is gone. The conversation itself is open. */
export class ThreadGone extends Error {
  override readonly name = 'ThreadGone';
}

/** What a platform is made with. Its HTTP routes hang on `app`, the server that all share. */
export type PlatformNeeds = {
  db: Db;
  secrets: Secrets;
  app: FastifyInstance;
  log: Log;
  ownerEmail?: string | undefined;
  /** Nobody is really linked, and every card says so. */
  simulated?: boolean;
};
