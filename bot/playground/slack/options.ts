import type { Faults } from './faults.ts';
import type { Calls, Violation } from './log.ts';
import type { Channel, Hands, Message, Person, Snapshot } from './types.ts';

/** A person with what only the Web API tells about them. */
export type PersonOptions = Person & {
  isUltraRestricted?: boolean;
  deleted?: boolean;
  /** Has not followed the link in Slack's mail yet. */
  isUnconfirmed?: boolean;
  /** The user of an app, or of a workflow. */
  isBot?: boolean;
  /** Another workspace than the double's own: somebody who is here through Slack Connect. */
  teamId?: string;
  /** IANA name, "Europe/Berlin" unless told. */
  timeZone?: string;
  /** "en-US" unless told. */
  locale?: string;
};

export type ChannelOptions = Channel & {
  /** The people in it; everybody unless told. */
  members?: string[];
  /** Nobody has invited the bot here. */
  withoutBot?: boolean;
};

export type UserGroup = { id: string; name: string; handle: string; members: string[]; disabled?: boolean };

/** How long Slack is patient, in milliseconds; each has Slack's own value unless told. */
export type Deadlines = {
  /** Acknowledgement of a delivery: 3 s. */
  ack?: number;
  /** Life of a trigger id: 3 s. */
  trigger?: number;
  /** Life of a response_url: 30 minutes. */
  responseUrl?: number;
  /** Pauses before the three further deliveries of an event: about none, 1 minute, 5 minutes. */
  eventRetries?: number[];
};

/** What is set of the app on api.slack.com, where workspaces install it for themselves. */
export type AppOptions = {
  clientId: string;
  clientSecret: string;
  /** Where Slack sends people back to; compared letter by letter. */
  redirectUrls: string[];
  /** Tokens expire after so many seconds (`token_rotation_enabled`); never unless told. */
  tokenLifeS?: number;
  /** With an app-level token there is Socket Mode, and nothing is sent over HTTP. */
  appToken?: string;
};

/** The organisation that a workspace belongs to (Enterprise Grid). */
export type Enterprise = { id: string; name: string; isInstalledForAll: boolean };

export type SlackDoubleOptions = {
  workspace: { id: string; name: string };
  enterprise?: Enterprise;
  people: PersonOptions[];
  /** Direct conversations with the bot exist by themselves, one for each person. */
  channels: ChannelOptions[];
  userGroups?: UserGroup[];
  /** Without a token the app is not installed yet. */
  bot: { userId: string; name: string; botToken: string; signingSecret: string; appId: string };
  app?: AppOptions;
  /** The bot's http://…/slack/events. */
  deliverTo?: string;
  /** The slash commands that the app has; any unless told. */
  commands?: string[];
  /** A folder that holds messages, files and Home tabs over restarts; memory only when absent. */
  keep?: string;
  port?: number;
  /** What the bot token may do; `defaultScopes` unless told. */
  scopes?: string[];
  deadlines?: Deadlines;
};

/** A workspace and its people; the app and its bot are those of the first. */
export type MoreOptions = Pick<
  SlackDoubleOptions,
  'workspace' | 'enterprise' | 'people' | 'channels' | 'userGroups'
> & {
  botUserId: string;
};

/** What somebody who installs the app, and Slack itself, can do. */
export type Installing = {
  /** Somebody on Slack's page that the app has sent them to: where their browser goes then. Throws what the page would say instead. */
  authorize(person: string, address: string, says?: 'allow' | 'cancel'): string;
  /** Somebody takes the app out: its tokens are good no more, and it is told so. */
  uninstall(): Promise<void>;
  /** Slack tells once more that the app was taken out, however it stands now. */
  tellUninstalled(): Promise<void>;
  /** The tokens are taken back, and the app is told so. */
  revokeTokens(): Promise<void>;
  /** Time goes by: no access token is good any more. */
  expireTokens(): void;
  isInstalled(): boolean;
  sockets: { open(): number; refresh(): void; drop(): void };
};

export type SlackDouble = {
  /** http://127.0.0.1:PORT */
  url: string;
  /** What goes into the Web API client's `slackApiUrl`. */
  apiUrl: string;
  hands: Hands;
  snapshot(personId: string): Snapshot;
  /** The listener runs after each visible change; the answer ends that. */
  subscribe(listener: () => void): () => void;
  /** Everything in a channel in order of ts, with everybody's ephemeral messages. */
  messages(channel: string): Message[];
  /** A file that this person may see. */
  file(fileId: string, personId: string): { name: string; content: Uint8Array } | undefined;
  /** The person loads the page anew: what was ephemeral is gone. */
  reload(personId: string): void;
  /** One more workspace at the same address, with the same app. It ends with this one. */
  more(options: MoreOptions): SlackDouble;
  installing: Installing;
  /** Somebody who may do so makes a user group another one, and Slack tells of it. */
  changeGroup(id: string, to: Partial<Pick<UserGroup, 'handle' | 'members' | 'disabled'>>): Promise<void>;
  /** Somebody joins. */
  addPerson(person: PersonOptions): void;
  faults: Faults;
  calls(): Calls;
  /** What was wrong with any payload so far. */
  violations(): Violation[];
  deliverTo(url: string): void;
  /** Sends url_verification; true when the challenge came back. */
  verifyUrl(): Promise<boolean>;
  /** Nobody reaches it any more, as when Slack is away. People go on seeing what they see, and what they do still arrives. */
  leave(): Promise<void>;
  /** It is back at its old address. */
  comeBack(): Promise<void>;
  stop(): Promise<void>;
};

/** The scopes that the product asks for (manifests/). */
export const defaultScopes = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'mpim:history',
  'mpim:read',
  'usergroups:read',
  'users:read',
  'users:read.email',
];
