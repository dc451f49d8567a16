import type { Hands, Snapshot } from '../slack/types.ts';
import type { Hands as TeamsHands, Snapshot as TeamsSnapshot } from '../teams/types.ts';

/** A mail that arrived in the playground's inbox. */
export type Mail = {
  id: string;
  to: string;
  from: string;
  subject: string;
  /** ISO 8601. */
  date: string;
  html?: string;
  text: string;
};

export type Mailbox = {
  /** In order of arrival. */
  list(): Mail[];
  /** Calls back after every arrival; the answer ends the subscription. */
  subscribe(heard: () => void): () => void;
};

export type SlackSide = {
  hands: Hands;
  snapshot(person: string): Snapshot;
  subscribe(heard: () => void): () => void;
  /** Undefined when there is no such file or this person may not see it. */
  file(fileId: string, person: string): { name: string; content: Uint8Array } | undefined;
};

/** The same people as in Slack, known by their address. */
export type TeamsSide = {
  hands: TeamsHands;
  snapshot(person: string): TeamsSnapshot;
  subscribe(heard: () => void): () => void;
  /** Undefined when there is no such file or this person may not see it. */
  file(fileId: string, person: string): { name: string; content: Uint8Array } | undefined;
  /** What Teams calls whoever has this address. */
  personAt(email: string): string | undefined;
  team: { name: string };
  /** Whether the bot hears there. It begins to when somebody comes to look: what it needs for it is large. */
  isReady(): boolean;
  /** Ends when it does. */
  begin(): Promise<void>;
};

export type PageNeeds = {
  slack: SlackSide;
  /** Absent where the bot is in a real Teams, or in a real Slack alone. */
  teams?: TeamsSide;
  mailbox: Mailbox;
  workspace: {
    name: string;
    /** Whose view the page opens with. */
    firstPerson: string;
  };
};
