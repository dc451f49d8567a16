import type { Conversation } from '../conversations.ts';
import { handleOf, personOf, type World } from '../world.ts';

/** What every interaction tells of who did it, and where. */
export function commonPayload(world: World, person: string): Record<string, unknown> {
  const { workspace, enterprise, domain, bot } = world;
  const known = personOf(world, person);
  const name = handleOf(known);
  return {
    token: 'unused',
    team: { id: workspace.id, domain },
    user: { id: person, username: name, name, team_id: known.teamId ?? workspace.id },
    api_app_id: bot.appId,
    is_enterprise_install: enterprise?.isInstalledForAll === true,
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
  };
}

export const channelPayload = ({ id, name }: Conversation): { id: string; name: string } => ({ id, name });

/** A dialog tells the workspace of who fills it in; the installed one is `view.app_installed_team_id` (bolt-js#1614). */
export function viewPayload(world: World, person: string): Record<string, unknown> {
  const { teamId } = personOf(world, person);
  const common = commonPayload(world, person);
  return teamId ? { ...common, team: { id: teamId, domain: 'elsewhere' } } : common;
}
