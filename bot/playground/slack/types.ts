import type { KnownBlock, View } from '@slack/types';

/** What the Slack double shows to people: the same shapes serve the playground page and the tests. */
export type Person = {
  id: string;
  name: string;
  /** One line about who this is, for the person at the playground: "asks for runs". */
  about: string;
  email: string;
  isAdmin: boolean;
  isOwner: boolean;
  isGuest: boolean;
};

export type Channel = {
  id: string;
  name: string;
  kind: 'channel' | 'direct';
  isPrivate?: boolean;
  /** Shared with another organisation (Slack Connect). */
  isShared?: boolean;
};

export type ShownFile = { id: string; name: string; size: number };

export type Message = {
  channel: string;
  ts: string;
  /** Set on replies; on the root of a thread it is absent. */
  threadTs?: string;
  /** A person's id or the bot's user id. */
  user: string;
  text: string;
  blocks?: KnownBlock[];
  files?: ShownFile[];
  /** Only this person sees it; gone when the page is loaded anew, as in Slack. */
  onlyFor?: string;
  edited: boolean;
  /** Present on what came through a response_url: such a message cannot be edited by chat.update. */
  viaResponse?: boolean;
  /** A reply that is also shown in the channel. */
  broadcast?: boolean;
};

export type OpenView = {
  id: string;
  hash: string;
  view: View /** Field errors of the last submission, by block id. */;
  errors?: Record<string, string>;
};

/** Everything one person sees right now. */
export type Snapshot = {
  me: Person;
  people: Person[];
  bot: { id: string; name: string };
  channels: Channel[];
  /** In order of ts; without other people's ephemeral messages and direct conversations. */
  messages: Message[];
  /** The modal on top, or none. */
  modal?: OpenView;
  /** What the app has published to this person's Home tab. */
  home?: OpenView;
  /** What Slack would show as "dispatch_failed" or "operation_timeout", newest last; cleared by the next action. */
  complaints: string[];
};

/** A file that a person hands over. */
export type Upload = { name: string; content: Uint8Array };

export type Choice = {
  blockId?: string;
  value?: string;
  selected?: string[];
  /** The press comes late: the button may have gone from the message since this person's screen was drawn. */
  late?: boolean;
};

/** What a person can do. Each promise ends when Slack has its acknowledgement (or gave up waiting for it). */
export type Hands = {
  /** Types into a channel, thread or the direct conversation; text that starts with "/" is a slash command (never inside a thread, as in Slack). */
  type(person: string, where: { channel: string; threadTs?: string }, text: string, uploads?: Upload[]): Promise<void>;
  /** Presses a button (or picks an option) on a message or in the open modal. The confirm dialog, where there is one, was answered with yes. */
  press(
    person: string,
    on: { channel: string; ts: string } | { viewId: string },
    actionId: string,
    choice?: Choice,
  ): Promise<void>;
  /** Runs the message shortcut. */
  shortcut(person: string, message: { channel: string; ts: string }, callbackId: string): Promise<void>;
  /** Submits the modal on top. `values` by block id: text, chosen option value(s); `files` by block id. */
  submit(
    person: string,
    viewId: string,
    values: Record<string, string | string[]>,
    files?: Record<string, Upload[]>,
  ): Promise<void>;
  /** Closes the modal on top. */
  close(person: string, viewId: string): Promise<void>;
  /** Asks for the options of an external_select. */
  options(person: string, viewId: string, actionId: string, typed: string): Promise<{ label: string; value: string }[]>;
  /** Opens the app's Home tab, or its Messages tab, of which Slack tells with the same event. */
  openHome(person: string, tab?: 'home' | 'messages'): Promise<void>;
};
