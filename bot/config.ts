import { z } from 'zod';
import { databaseConfig } from '#core/database/config.ts';
import { ConfigError } from '#core/process/config.ts';
import { logConfig } from '#core/process/log.ts';
import { serverConfig } from '#core/process/server.ts';
import { queueConfig } from '#core/queue/config.ts';
import { secretConfig } from '#core/secret-key.ts';
import { wantsChat } from './platforms/index.ts';
import { publicAddress } from './public-address.ts';

const Role = z.enum(['all', 'bot', 'jobs']);

const roleConfig = z.object({
  ROLE: Role.default('all').describe('all, bot or jobs'),
  PUBLIC_URL: publicAddress,
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

/** Several processes are one Muster only over one database; with one that each makes for itself they would be strangers. */
export function checkRole({ ROLE, DATABASE_URL }: ProcessConfig, env: NodeJS.ProcessEnv): void {
  if (ROLE === 'all') return;
  if (!DATABASE_URL)
    throw new ConfigError(`DATABASE_URL is missing: with ROLE=${ROLE} all processes share one database.`);
  if (ROLE === 'bot' && !wantsChat(env)) {
    throw new ConfigError('SLACK_BOT_TOKEN is missing: with ROLE=bot there must be a chat platform to speak on.');
  }
}

/** Where people reach us: it stands in private links, so it may be left out only where mail does not leave this machine. */
export function publicUrl({ PUBLIC_URL, HOST, PORT, ROLE }: ProcessConfig, mail: MailServer | undefined): string {
  if (PUBLIC_URL) return PUBLIC_URL;
  if (mail && (ROLE === 'jobs' || !isLoopback(mail.smtp.host))) {
    throw new ConfigError(
      'PUBLIC_URL is missing: it must be the address that people reach Muster at, like https://muster.example.com.',
    );
  }
  return `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;
}

type MailServer = { smtp: { host: string } };

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
