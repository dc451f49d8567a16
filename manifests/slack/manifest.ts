import type { AppsManifestValidateArguments } from '@slack/web-api';
import { commands } from '#bot/commands/index.ts';
import { botScopes } from '#bot/platforms/slack/install/scopes.ts';

export type Shape = {
  /** Workspaces and organisations install the app for themselves, and its tokens expire. One whose token is copied must not. */
  many?: boolean;
  /** Muster opens the connection: Slack needs no address of ours. */
  socket?: boolean;
};

/** What Slack has to know of the app. `url` is where Slack, and the browser of who installs it, reach us: PUBLIC_URL. */
export function slackManifest(url: string, { many = false, socket = false }: Shape = {}) {
  const events = `${url}/slack/events`;
  const typed = commands.filter(({ hidden }) => !hidden).map(({ name }) => name);
  return {
    _metadata: { major_version: 2, minor_version: 0 },
    display_information: {
      name: 'Muster',
      description: 'Invites people in bulk to an archived messaging channel',
      long_description:
        'Drop a CSV file or type a command, see exactly who will be invited, who is skipped and who will fail and why, press a button, ' +
        'and follow the run in the thread. Every person gets a private link by e-mail; nobody is mailed twice, nothing is lost, ' +
        'and every failure has its reason and its fix.',
      background_color: '#0b4f48',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Muster', always_online: true },
      slash_commands: [
        {
          command: '/muster',
          ...(!socket && { url: events }),
          description: 'Bring in a list and invite people',
          usage_hint: hint(typed),
          should_escape: true,
        },
      ],
      shortcuts: [
        {
          name: 'Import this list',
          type: 'message',
          callback_id: 'import_message',
          description: 'Check the CSV file of this message',
        },
      ],
    },
    oauth_config: {
      ...(many && { redirect_urls: [`${url}/slack/oauth_redirect`] }),
      scopes: {
        bot: [...botScopes],
      },
    },
    settings: {
      event_subscriptions: {
        ...(!socket && { request_url: events }),
        bot_events: [
          'app_home_opened',
          'app_mention',
          'app_uninstalled',
          'file_shared',
          'message.im',
          'subteam_members_changed',
          'subteam_updated',
          'tokens_revoked',
        ],
      },
      interactivity: {
        is_enabled: true,
        ...(!socket && { request_url: events, message_menu_options_url: events }),
      },
      org_deploy_enabled: many,
      socket_mode_enabled: socket,
      token_rotation_enabled: many,
    },
  } satisfies AppsManifestValidateArguments['manifest'];
}

/** Slack shows at most 1,000 characters of it, but a line is what people read. */
const hint = (verbs: string[]) => `[${verbs.slice(0, 8).join(' | ')} …]`;
