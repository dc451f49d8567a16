import type { Faults } from './faults.ts';
import type { Answered, Call, Violation } from './log.ts';
import type { Conversation, Hands, Message, Person, Snapshot } from './types.ts';

export type TeamsDoubleOptions = {
  tenantId: string;
  bot: { appId: string; name: string; password: string };
  people: Person[];
  team: { id: string; name: string };
  conversations: Conversation[];
  /** Any free one unless told. */
  port?: number;
};

/** What a token says. */
export type Claims = Record<string, string | number>;
export type Signed = { claims?: Claims; key?: 'own' | 'stranger' | 'slack'; algorithm?: 'RS256' | 'none' };

export type TeamsDouble = {
  url: string;
  /** What an activity names as its `serviceUrl`. */
  serviceUrl: string;
  openIdUrl: string;
  loginUrl: string;
  hands: Hands;
  snapshot(personId: string): Snapshot;
  /** Calls it whenever something visible has changed, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  messages(conversation: string): Message[];
  /** What a person has in their OneDrive since they agreed to have it. */
  kept(name: string): Uint8Array | undefined;
  /** What was given in a chat or agreed to be had, for who may see it. */
  file(fileId: string, personId: string): { name: string; content: Uint8Array } | undefined;
  faults: Faults;
  calls(): Call[];
  /** How the bot has answered what was delivered. */
  answers(): Answered[];
  violations(): Violation[];
  deliverTo(url: string): void;
  /** A token as Teams would sign it, or as somebody else would. */
  token(signed?: Signed): string;
  /** What Teams would tell of this person there. */
  activity(personId: string, where: { conversation: string; root?: string }, more: object): Record<string, unknown>;
  /** Tells it, signed. */
  tell(activity: Record<string, unknown>): Promise<Answered>;
  stop(): Promise<void>;
};
