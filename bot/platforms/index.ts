import { readConfig } from '#core/process/config.ts';
import type { ChatPlatform, PlatformNeeds } from './define.ts';
import { SlackConfig, wantsSlack } from './slack/config.ts';
import { makeSlack } from './slack/index.ts';
import { TeamsConfig, wantsTeams } from './teams/config.ts';
import { makeTeams } from './teams/index.ts';

type Make = (needs: PlatformNeeds) => ChatPlatform;
type Entry = { id: string; wanted: (env: NodeJS.ProcessEnv) => boolean; read: (env: NodeJS.ProcessEnv) => Make };

/** One line for each chat platform. */
const platforms: Entry[] = [
  { id: 'slack', wanted: wantsSlack, read: (env) => makeSlack(readConfig(SlackConfig, env)) },
  { id: 'teams', wanted: wantsTeams, read: (env) => makeTeams(readConfig(TeamsConfig, env)) },
];

/** Whether any chat platform is set at all. */
export const wantsChat = (env: NodeJS.ProcessEnv): boolean => platforms.some(({ wanted }) => wanted(env));

/** How to make the platforms that are set. A half-given one throws the sentence that names what is missing. */
export function readPlatforms(env: NodeJS.ProcessEnv): Make[] {
  return platforms.filter(({ wanted }) => wanted(env)).map(({ read }) => read(env));
}
