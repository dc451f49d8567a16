import type { Channel, Person } from '../../slack/types.ts';
import type { State } from '../state.ts';

export type Place = { kind: 'channel'; id: string } | { kind: 'home' } | { kind: 'inbox' };
export type Pane = 'channels' | 'conversation' | 'thread' | 'inbox';
export type ThreadRef = { channel: string; ts: string };

/** All that the page knows. The server's part comes whole with every update; the rest belongs to this tab. */
export type Page = {
  server: State | undefined;
  /** Who the person at the keyboard is; undefined until the server said who comes first. */
  person: string | undefined;
  place: Place | undefined;
  /** Where "Conversation" leads back to from the inbox. */
  lastChannel: string | undefined;
  thread: ThreadRef | undefined;
  openMail: string | undefined;
  /** Which pane a narrow screen shows. */
  pane: Pane;
  online: boolean;
  /** Modals closed here that the server may still show for a moment. */
  closedViews: ReadonlySet<string>;
  /** What went wrong between page and server. */
  trouble: string | undefined;
  /** Complaints of the server that the person has read and put away; forgotten with the next deed. */
  readComplaints: boolean;
};

export type Store = {
  get(): Page;
  change(patch: Partial<Page>): void;
  listen(heard: (page: Page) => void): void;
};

export function makeStore(first: Partial<Page>): Store {
  let page: Page = {
    server: undefined,
    person: undefined,
    place: undefined,
    lastChannel: undefined,
    thread: undefined,
    openMail: undefined,
    pane: 'conversation',
    online: true,
    closedViews: new Set(),
    trouble: undefined,
    readComplaints: false,
    ...first,
  };
  const listeners: ((page: Page) => void)[] = [];

  return {
    get: () => page,
    change(patch) {
      page = { ...page, ...patch, ...(patch.place?.kind === 'channel' && { lastChannel: patch.place.id }) };
      for (const heard of listeners) heard(page);
    },
    listen: (heard) => void listeners.push(heard),
  };
}

/** Takes the server's state unless a newer one came first, and settles where the page stands when it opens. */
export function takeState(store: Store, server: State): void {
  const { server: before, place, person } = store.get();
  if (person !== undefined && server.snapshot.me.id !== person) return;
  if (before?.epoch === server.epoch && before.seq >= server.seq) return;

  const first = server.snapshot.channels.find(({ kind }) => kind === 'channel') ?? server.snapshot.channels[0];
  store.change({
    server,
    person: server.snapshot.me.id,
    ...(!place && first && { place: { kind: 'channel', id: first.id } }),
  });
}

export function nameOf(page: Pick<Page, 'server'>, id: string): string {
  const snapshot = page.server?.snapshot;
  if (snapshot?.bot.id === id) return snapshot.bot.name;
  return snapshot?.people.find((person: Person) => person.id === id)?.name ?? id;
}

export function channelName(page: Pick<Page, 'server'>, id: string): string {
  return page.server?.snapshot.channels.find((channel) => channel.id === id)?.name ?? id;
}

export function channelsOf(server: State | undefined): Channel[] {
  return server?.snapshot.channels ?? [];
}
