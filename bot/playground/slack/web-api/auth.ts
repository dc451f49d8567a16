import { z } from 'zod';
import { defineMethod } from './method.ts';

export const auth = {
  'auth.test': defineMethod({
    scopes: [],
    tier: 'special',
    args: z.object({}),
    run: (_args, { workspace, enterprise, domain, bot }) => ({
      url: `https://${domain}.slack.com/`,
      team: workspace.name,
      user: bot.name.toLowerCase(),
      team_id: workspace.id,
      user_id: bot.userId,
      bot_id: bot.botId,
      ...(enterprise && { enterprise_id: enterprise.id }),
      is_enterprise_install: enterprise?.isInstalledForAll === true,
    }),
  }),

  'team.info': defineMethod({
    scopes: ['team:read'],
    tier: 3,
    args: z.object({}),
    run: (_args, { workspace, domain }) => ({
      team: { id: workspace.id, name: workspace.name, domain, email_domain: '', icon: {} },
    }),
  }),
};
