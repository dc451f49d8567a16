import type { TeamsManifestV1D29 } from '@microsoft/app-manifest/build/generated-types/teams/TeamsManifestV1D29.js';
import { offeredIn } from './offered.ts';

export type App = {
  /** TEAMS_APP_ID: the bot, and the app that brings it, have the same. */
  id: string;
  /** PUBLIC_URL. */
  url: string;
  /** Teams takes an app in place of an older one only when this is higher. */
  version: string;
  /** Commands are offered behind “/” too, and then told and answered in private. */
  slash: boolean;
};

/** The last schema without slash commands, for tenants as they are, and the first with them. */
type Schema = '1.28' | '1.29';
type Manifest = Omit<TeamsManifestV1D29, 'manifestVersion'> & { manifestVersion: Schema };

/**
 * What Teams has to know of the app. It asks for no permission on teams or chats: who is there is told by the Bot Connector,
 * files of channels come in through a page of ours, and messages in which Muster is not mentioned are none of its business.
 */
export function teamsManifest({ id, url, version, slash }: App) {
  const schema: Schema = slash ? '1.29' : '1.28';
  // Nobody else reads along in a personal chat, so there is nothing to tell in private.
  const triggers = slash && { triggers: ['mention' as const, 'slash' as const] };
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${schema}/MicrosoftTeams.schema.json`,
    manifestVersion: schema,
    version,
    id,
    developer: { name: 'Muster', websiteUrl: url, privacyUrl: url, termsOfUseUrl: url },
    name: { short: 'Muster', full: 'Muster: bulk onboarding to an archived messaging channel' },
    description: {
      short: 'Invites people in bulk to an archived messaging channel',
      full:
        'Give Muster a CSV file or type a command, see exactly who will be invited, who is skipped and who will fail and why, ' +
        'press a button, and follow the run in the thread. Every person gets a private link by e-mail; nobody is mailed twice, ' +
        'nothing is lost, and every failure has its reason and its fix.\n\n' +
        'In the chat with Muster, attach the file or type “help”. In a channel or a group chat, mention Muster first, ' +
        'or choose “Bulk onboard” below the message that you write.',
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#0b4f48',
    defaultInstallScope: 'personal',
    bots: [
      {
        botId: id,
        scopes: ['personal', 'team', 'groupChat'],
        supportsFiles: true,
        ...(slash && { supportsTargetedMessages: true }),
        commandLists: [
          { scopes: ['personal'], commands: offeredIn('personal') },
          { scopes: ['team'], commands: offeredIn('team'), ...triggers },
          { scopes: ['groupChat'], commands: offeredIn('groupChat'), ...triggers },
        ],
      },
    ],
    composeExtensions: [
      {
        botId: id,
        commands: [
          {
            id: 'import',
            type: 'action',
            title: 'Bulk onboard',
            description: 'Bring in a list of people, from a CSV file or pasted',
            context: ['compose', 'message'],
            fetchTask: true,
            ...(slash && { triggers: ['slash' as const] }),
          },
        ],
      },
    ],
    // Private and shared channels too.
    supportsChannelFeatures: 'tier1',
    // It has to know who asks, and asks approvers in their own chats.
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [new URL(url).host],
  } satisfies Manifest;
}
