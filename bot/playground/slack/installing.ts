import { authorize, type SlackApp } from './app.ts';
import { deliverEvent } from './deliver/event.ts';
import type { Installing } from './options.ts';
import type { World } from './world.ts';

/** How the app comes into this workspace, and how it goes. */
export function makeInstalling(world: World): Installing {
  const app = (): SlackApp => {
    if (!world.app) throw new Error('This Slack was started without an app to install');
    return world.app;
  };
  const tellRevoked = () =>
    deliverEvent(world, { type: 'tokens_revoked', tokens: { oauth: [], bot: [world.bot.userId] } });
  const tellUninstalled = () => deliverEvent(world, { type: 'app_uninstalled' });

  return {
    authorize: (person, address, says = 'allow') => authorize(app(), world, { person, address, says }),
    async uninstall() {
      world.grants.end('account_inactive');
      // Slack promises no order (docs.slack.dev, tokens_revoked).
      await tellRevoked();
      await tellUninstalled();
    },
    tellUninstalled,
    async revokeTokens() {
      world.grants.end('token_revoked');
      await tellRevoked();
    },
    expireTokens: world.grants.expire,
    isInstalled: world.grants.isInstalled,
    sockets: {
      open: () => app().sockets.open(),
      refresh: () => app().sockets.refresh(),
      drop: () => app().sockets.drop(),
    },
  };
}
