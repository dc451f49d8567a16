import type { KnownBlock } from '@slack/types';
import { makeTsClock, type TsClock } from './clock.ts';
import type { StoredFile } from './files.ts';
import type { StoredView } from './modals.ts';
import type { Message } from './types.ts';

export type Metadata = { event_type: string; event_payload: Record<string, unknown> };
export type StoredMessage = Message & { metadata?: Metadata };

/** What Slack remembers. The maps hold messages by channel and ts in order of ts, files by id, Home tabs by person. */
export type State = {
  clock: TsClock;
  messages: Map<string, StoredMessage>;
  /** What stood in a message before its last changes: somebody's screen may still show it. */
  earlier: Map<string, KnownBlock[]>;
  files: Map<string, StoredFile>;
  homes: Map<string, StoredView>;
};

export type KeptState = {
  lastTs: string;
  messages: StoredMessage[];
  files: StoredFile[];
  homes: [string, StoredView][];
};

export function makeState(kept?: KeptState): State {
  return {
    clock: makeTsClock(kept?.lastTs),
    messages: new Map(kept?.messages.map((message) => [messageKey(message), message])),
    earlier: new Map(),
    files: new Map(kept?.files.map((file) => [file.id, file])),
    homes: new Map(kept?.homes),
  };
}

export const messageKey = ({ channel, ts }: { channel: string; ts: string }): string => `${channel} ${ts}`;

export function addMessage(state: State, message: Omit<StoredMessage, 'ts' | 'edited'>): StoredMessage {
  const added = { ...message, ts: state.clock.next(), edited: false };
  state.messages.set(messageKey(added), added);
  return added;
}

export function findMessage(state: State, at: { channel: string; ts: string }): StoredMessage | undefined {
  return state.messages.get(messageKey(at));
}

/** The blocks of a few versions: enough for a late click. */
const mostEarlierBlocks = 200;

/** Puts new content into a message in its old place. */
export function replaceMessage(state: State, message: StoredMessage): void {
  const key = messageKey(message);
  const was = state.messages.get(key)?.blocks ?? [];
  state.earlier.set(key, [...was, ...(state.earlier.get(key) ?? [])].slice(0, mostEarlierBlocks));
  state.messages.set(messageKey(message), message);
}
