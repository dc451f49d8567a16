import type { FastifyInstance } from 'fastify';
import { readConfig } from '#core/process/config.ts';
import type { Log } from '#core/process/log.ts';
import type { Db } from '#core/store/db.ts';
import type { ChatPlatform } from './define.ts';
import { SlackConfig, wantsSlack } from './slack/config.ts';
import { makeSlack } from './slack/index.ts';

export type PlatformNeeds = { db: Db; app: FastifyInstance; log: Log; ownerEmail?: string | undefined };

type Entry = {
  id: string;
  wanted: (env: NodeJS.ProcessEnv) => boolean;
  make: (env: NodeJS.ProcessEnv, needs: PlatformNeeds) => ChatPlatform;
};

/** One line for each chat platform. */
const platforms: Entry[] = [
  { id: 'slack', wanted: wantsSlack, make: (env, needs) => makeSlack(readConfig(SlackConfig, env), needs) },
];

/** Whether any chat platform is set at all. */
export const wantsChat = (env: NodeJS.ProcessEnv): boolean => platforms.some(({ wanted }) => wanted(env));

/** The platforms that are set. A half-given one throws the sentence that names what is missing. */
export function makePlatforms(env: NodeJS.ProcessEnv, needs: PlatformNeeds): ChatPlatform[] {
  return platforms.filter(({ wanted }) => wanted(env)).map(({ make }) => make(env, needs));
}
