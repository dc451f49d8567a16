import type { PlainTextOption } from '@slack/types';
import type { SlackApp } from './app.ts';
import type { Contents } from './contents.ts';
import type { FaultBox } from './faults.ts';
import type { Grants } from './grants.ts';
import type { Log } from './log.ts';
import type { Modals, ViewState } from './modals.ts';
import type { ChannelOptions, Deadlines, Enterprise, PersonOptions, SlackDoubleOptions, UserGroup } from './options.ts';
import type { RateLimits } from './rate-limits.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { State } from './state.ts';
import type { Triggers } from './triggers.ts';
import type { Uploads } from './uploads.ts';

/** Everything that the parts of the double share. */
export type World = {
  workspace: SlackDoubleOptions['workspace'];
  /** The workspace's name in addresses. */
  domain: string;
  enterprise: Enterprise | undefined;
  bot: SlackDoubleOptions['bot'] & { botId: string };
  grants: Grants;
  app: SlackApp | undefined;
  people: PersonOptions[];
  channels: ChannelOptions[];
  userGroups: UserGroup[];
  commands: string[] | undefined;
  scopes: string[];
  deadlines: Required<Deadlines>;
  deliverTo: string | undefined;
  url(): string;

  state: State;
  contents: Contents;
  uploads: Uploads;
  modals: Modals;
  /** What people have picked in messages, by person and message. */
  picks: Map<string, ViewState>;
  /** The options that the bot gave for a person's external select, by view and action. */
  offered: Map<string, PlainTextOption[]>;
  triggers: Triggers;
  responseUrls: ResponseUrls;
  /** By person, newest last. */
  complaints: Map<string, string[]>;
  faultBox: FaultBox;
  rateLimits: RateLimits;
  log: Log;

  /** Something visible has changed. */
  changed(): void;
  /** Does something after the answer has left, but not after the end of the double. */
  later(delayMs: number, work: () => void | Promise<void>): void;
  ended: AbortSignal;
};

export function complain(world: World, person: string, words: string): void {
  world.complaints.set(person, [...(world.complaints.get(person) ?? []), words]);
  world.changed();
}

export function personOf(world: World, id: string): PersonOptions {
  const person = world.people.find((one) => one.id === id);
  if (!person) throw new Error(`There is no person ${id}`);
  return person;
}

/** The person's short name, as in <@U…|name>. */
export const handleOf = ({ email }: PersonOptions): string => email.split('@')[0] ?? email;
