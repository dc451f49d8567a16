import type { Conversation } from '../conversations.ts';
import { handleOf, personOf, type World } from '../world.ts';

/** What every interaction tells of who did it, and where. */
export function commonPayload(world: World, person: string): Record<string, unknown> {
  const { workspace, domain, bot } = world;
  const name = handleOf(personOf(world, person));
  return {
    token: 'unused',
    team: { id: workspace.id, domain },
    user: { id: person, username: name, name, team_id: workspace.id },
    api_app_id: bot.appId,
    is_enterprise_install: false,
    enterprise: null,
  };
}

export const channelPayload = ({ id, name }: Conversation): { id: string; name: string } => ({ id, name });
