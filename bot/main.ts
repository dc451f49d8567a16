import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { openDatabase } from '#core/database/open.ts';
import { ConfigError, readConfig } from '#core/process/config.ts';
import { makeHealth } from '#core/process/health.ts';
import { type Log, makeLog } from '#core/process/log.ts';
import { makeMetrics } from '#core/process/metrics.ts';
import { openServer } from '#core/process/server.ts';
import { onShutdown, type Step } from '#core/process/shutdown.ts';
import { openQueues } from '#core/queue.ts';
import { startRelay } from '#core/relay.ts';
import { readSecretKey } from '#core/secret-key.ts';
import { openSecrets } from '#core/secrets.ts';
import { readMailConfig } from '#jobs/mail/config.ts';
import { startJobs } from '#jobs/start.ts';
import { ProcessConfig, publicUrl } from './config.ts';
import { makePlatforms, wantsChat } from './platforms/index.ts';
import { type Playground, startPlayground } from './playground/index.ts';
import { startBot } from './start.ts';

/** Opens the stores, then what the role asks for, and closes all of it in reverse. */
async function main(given: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(ProcessConfig, given);
  const speaks = config.ROLE === 'all' || config.ROLE === 'bot';
  const works = config.ROLE === 'all' || config.ROLE === 'jobs';
  const secrets = openSecrets(readSecretKey(config, config));
  const log = makeLog(config);
  const steps: Step[] = [];
  const atEnd = (name: string, run: () => Promise<unknown>) => void steps.unshift({ name, run });

  const playground = wantsPlayground(config, given) ? await startPlayground(config.DATA_DIR) : undefined;
  if (playground) atEnd('playground', playground.stop);
  const env = { ...playground?.env, ...given };

  const database = await openDatabase(config);
  atEnd('database', database.close);
  const queues = await openQueues(config, database.url, log);
  atEnd('queues', queues.close);
  const db = database.prisma;
  const relay = startRelay({ db, databaseUrl: database.url, queues, log });
  atEnd('relay', relay.stop);

  const health = makeHealth();
  health.watch('queue', queues.ping);
  const server = openServer(config, { log, metrics: makeMetrics(), health });
  atEnd('server', server.close);

  if (works) {
    const mail = readMailConfig(env);
    const jobs = await startJobs({ db, queues, secrets, log, mail, publicUrl: publicUrl(config) });
    health.watch('jobs', jobs.ready);
    atEnd('jobs', jobs.stop);
  }
  if (speaks) {
    const product = { version: version(), connector: config.WHATSAPP_CONNECTOR };
    const platforms = makePlatforms(env, { db, app: server.app, log, ownerEmail: config.OWNER_EMAIL });
    const bot = await startBot({ db, queues, secrets, app: server.app, log, platforms, product });
    atEnd('bot', bot.stop);
  }
  await playground?.hangOn(server.app);

  atEnd('intake', async () => server.drain());
  onShutdown(log, steps);
  const address = await server.listen();
  playground?.slack.deliverTo(`${address}/slack/events`);
  greet(log, address, playground);
}

function wantsPlayground({ ROLE, PLAYGROUND }: ProcessConfig, env: NodeJS.ProcessEnv): boolean {
  return ROLE === 'all' && (PLAYGROUND || !wantsChat(env));
}

function version(): string {
  const file = new URL('../package.json', import.meta.url);
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

function greet(log: Log, address: string, playground: Playground | undefined): void {
  log.info({ address }, 'ready');
  if (playground) console.log(`\n  Muster is ready. Open ${address}/playground and press “Start with the sample”.\n`);
}

main(process.env).catch((error: unknown) => {
  // What whoever runs Muster can mend is said in one sentence; anything else with where it happened.
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
