import { makeFaults } from './faults.ts';
import { makeGrants } from './grants.ts';
import type { Keeper } from './keep.ts';
import { makeLog } from './log.ts';
import { type Deadlines, defaultScopes, type SlackDoubleOptions } from './options.ts';
import { makeRateLimits } from './rate-limits.ts';
import { makeResponseUrls } from './response-urls.ts';
import { makeTriggers } from './triggers.ts';
import { makeUploads } from './uploads.ts';
import type { World } from './world.ts';

const minute = 60_000;

/** docs.slack.dev: acknowledgements and triggers 3 s, response_url 30 minutes, three more tries for an event. */
const slackDeadlines: Required<Deadlines> = {
  ack: 3000,
  trigger: 3000,
  responseUrl: 30 * minute,
  eventRetries: [0, minute, 5 * minute],
};

export type Around = Pick<World, 'url' | 'changed' | 'later' | 'ended' | 'app'> & Pick<Keeper, 'state' | 'contents'>;

export function makeWorld(options: SlackDoubleOptions, around: Around): World {
  const { workspace, people, channels, bot, userGroups = [], scopes = defaultScopes } = options;
  if (people.some((person) => person.id === bot.userId)) throw new Error('The bot needs a user id of its own');

  const deadlines = { ...slackDeadlines, ...options.deadlines };
  const rateLimits = makeRateLimits();
  return {
    workspace,
    domain: workspace.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    enterprise: options.enterprise,
    grants: makeGrants(bot.botToken, options.app?.tokenLifeS),
    bot: { ...bot, botId: `B0${bot.userId.slice(2)}` },
    people,
    channels,
    userGroups: userGroups.map((group) => ({ ...group })),
    commands: options.commands,
    scopes,
    deadlines,
    deliverTo: options.deliverTo,
    uploads: makeUploads(),
    modals: new Map(),
    picks: new Map(),
    offered: new Map(),
    triggers: makeTriggers(deadlines.trigger),
    responseUrls: makeResponseUrls(around.url, workspace.id, deadlines.responseUrl),
    complaints: new Map(),
    faultBox: makeFaults(rateLimits.set),
    rateLimits,
    log: makeLog(),
    ...around,
  };
}
