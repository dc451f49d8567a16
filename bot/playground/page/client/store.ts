import type { Channel, Person } from '../../slack/types.ts';
import type { Chat, State, TeamsSeen } from '../state.ts';

export type Place =
  | { kind: 'channel'; id: string }
  | { kind: 'talk'; id: string }
  | { kind: 'home' }
  | { kind: 'inbox' };
export type Pane = 'channels' | 'conversation' | 'thread' | 'inbox';
export type ThreadRef = { channel: string; ts: string };

/** All that the page knows. The server's part comes whole with every update; the rest belongs to this tab. */
export type Page = {
  server: State | undefined;
  /** Who the person at the keyboard is; undefined until the server said who comes first. */
  person: string | undefined;
  /** Slack or Teams. */
  chat: Chat;
  place: Place | undefined;
  /** Where "Conversation" leads back to from the inbox. */
  lastChannel: string | undefined;
  /** The same in Teams. */
  lastTalk: string | undefined;
  /** The post in Teams to which one writes a reply. */
  replyTo: string | undefined;
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
  /** How many complaints of Teams each person has read and put away, or found when the page opened. */
  readInTeams: ReadonlyMap<string, number>;
  /** What the bot answered to this person's presses in Teams, by message, and in dialogs. */
  answers: ReadonlyMap<string, string>;
};

/** Where answers stand that belong to no message. */
export const IN_DIALOG = 'dialog';

export type Store = {
  get(): Page;
  change(patch: Partial<Page>): void;
  listen(heard: (page: Page) => void): void;
};

export function makeStore(first: Partial<Page>): Store {
  let page: Page = {
    server: undefined,
    person: undefined,
    chat: 'slack',
    place: undefined,
    lastChannel: undefined,
    lastTalk: undefined,
    replyTo: undefined,
    thread: undefined,
    openMail: undefined,
    pane: 'conversation',
    online: true,
    closedViews: new Set(),
    trouble: undefined,
    readComplaints: false,
    readInTeams: new Map(),
    answers: new Map(),
    ...first,
  };
  const listeners: ((page: Page) => void)[] = [];

  return {
    get: () => page,
    change(patch) {
      page = {
        ...page,
        ...patch,
        ...(patch.place?.kind === 'channel' && { lastChannel: patch.place.id }),
        ...(patch.place?.kind === 'talk' && { lastTalk: patch.place.id }),
      };
      for (const heard of listeners) heard(page);
    },
    listen: (heard) => void listeners.push(heard),
  };
}

/** Takes the server's state unless a newer one came first, and settles where the page stands when it opens. */
export function takeState(store: Store, server: State): void {
  const { server: before, place, person, chat, readInTeams } = store.get();
  if (person !== undefined && server.snapshot.me.id !== person) return;
  if (before?.epoch === server.epoch && before.seq >= server.seq) return;
  // What was on its way when somebody went over to Teams.
  if (chat === 'teams' && !server.teams && server.chats.includes('teams')) return;

  const { id } = server.snapshot.me;
  const complaints = server.teams?.snapshot.complaints.length;
  store.change({
    server,
    person: id,
    chat: server.teams ? chat : 'slack',
    place: place ?? firstPlace(server),
    ...(complaints !== undefined &&
      !readInTeams.has(id) && { readInTeams: new Map([...readInTeams, [id, complaints]]) }),
  });
}

function firstPlace({ snapshot: { channels }, teams }: State): Place | undefined {
  const talk = teams?.snapshot.conversations.find(({ kind }) => kind === 'personal');
  if (talk) return { kind: 'talk', id: talk.id };
  const first = channels.find(({ kind }) => kind === 'channel') ?? channels[0];
  return first && { kind: 'channel', id: first.id };
}

export const teamsOf = ({ server, chat }: Page): TeamsSeen | undefined =>
  chat === 'teams' ? server?.teams : undefined;

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
