import type { Hands, Snapshot } from '../slack/types.ts';

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

export type PageNeeds = {
  slack: SlackSide;
  mailbox: Mailbox;
  workspace: {
    name: string;
    /** Whose view the page opens with. */
    firstPerson: string;
  };
};
