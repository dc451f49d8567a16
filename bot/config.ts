import { z } from 'zod';
import { databaseConfig } from '#core/database/config.ts';
import { logConfig } from '#core/process/log.ts';
import { serverConfig } from '#core/process/server.ts';
import { queueConfig } from '#core/queue/config.ts';
import { secretConfig } from '#core/secret-key.ts';

const Role = z.enum(['all', 'bot', 'jobs']);

const roleConfig = z.object({
  ROLE: Role.default('all').describe('all, bot or jobs'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('the address that people reach Muster at, like https://muster.example.com'),
  OWNER_EMAIL: z.email().optional().describe('an e-mail address'),
  PLAYGROUND: z.stringbool().default(false).describe('1 or 0'),
  WHATSAPP_CONNECTOR: z.enum(['simulator']).default('simulator').describe('simulator, the only connector so far'),
});

/** Everything the process needs to know, beside what chat platforms and mail read for themselves. */
export const ProcessConfig = z.object({
  ...roleConfig.shape,
  ...databaseConfig.shape,
  ...queueConfig.shape,
  ...secretConfig.shape,
  ...serverConfig.shape,
  ...logConfig.shape,
});
export type ProcessConfig = z.infer<typeof ProcessConfig>;

/** Where people reach us: as set, else this very process. */
export function publicUrl({ PUBLIC_URL, HOST, PORT }: ProcessConfig): string {
  return PUBLIC_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;
}
