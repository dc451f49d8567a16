import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { openDatabase } from '#core/database/open.ts';
import { readConfig } from '#core/process/config.ts';
import { makeHealth } from '#core/process/health.ts';
import { type Log, makeLog } from '#core/process/log.ts';
import { countMails, makeMetrics, showBacklog } from '#core/process/metrics.ts';
import { openServer } from '#core/process/server.ts';
import { onShutdown, type Step } from '#core/process/shutdown.ts';
import { StartError } from '#core/process/start-error.ts';
import { openQueues } from '#core/queue.ts';
import { startRelay } from '#core/relay.ts';
import { formerKeys, readSecretKey } from '#core/secret-key.ts';
import { openSecrets } from '#core/secrets.ts';
import { openSending } from '#core/sending/open.ts';
import { openSignature } from '#core/signature.ts';
import { pingDatabase } from '#core/store/db.ts';
import { readMailConfig } from '#jobs/mail/config.ts';
import { startJobs } from '#jobs/start.ts';
import { checkRole, ProcessConfig, publicUrl } from './config.ts';
import { readPlatforms, wantsChat } from './platforms/index.ts';
import type { Playground } from './playground/index.ts';
import { type Bot, startBot } from './start.ts';

type AtEnd = (name: string, run: () => Promise<unknown>) => void;

/** Reads every setting first, so that a wrong one stops the start before anything is opened. */
async function main(given: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(ProcessConfig, given);
  const log = makeLog(config);
  const steps: Step[] = [];
  const { stop } = onShutdown(log, steps);
  try {
    await start(config, given, { log, atEnd: (name, run) => void steps.unshift({ name, run }) });
  } catch (error) {
    // What whoever runs Muster can mend is said in one sentence; anything else with where it happened.
    console.error(error instanceof StartError ? error.message : error);
    await stop(1);
  }
}

/** Opens the stores, then what the role asks for. What is opened last is closed first. */
async function start(config: ProcessConfig, given: NodeJS.ProcessEnv, { log, atEnd }: { log: Log; atEnd: AtEnd }) {
  const speaks = config.ROLE !== 'jobs';
  const works = config.ROLE !== 'bot';
  checkRole(config, given);
  const secretKey = readSecretKey(config, config);
  const secrets = openSecrets(secretKey, formerKeys(config));
  const playground = wantsPlayground(config, given) ? await openPlayground(config.DATA_DIR) : undefined;
  if (playground) atEnd('playground', playground.stop);
  const env = { ...playground?.standIn(given), ...given };
  const mail = works ? readMailConfig(env) : undefined;
  const platforms = speaks ? readPlatforms(env) : [];
  const address = publicUrl(config, mail);

  const database = await openDatabase(config);
  atEnd('database', database.close);
  const db = database.prisma;
  const queues = await openQueues(config, database.url, log);
  atEnd('queues', queues.close);
  const relay = startRelay({ db, databaseUrl: database.url, queues, log });
  atEnd('relay', relay.stop);

  const health = makeHealth();
  health.watch('database', () => pingDatabase(db));
  health.watch('queue', queues.ping);
  const metrics = makeMetrics();
  showBacklog(metrics, db);
  const server = openServer(config, { log, metrics, health });
  atEnd('server', server.close);

  if (mail) {
    const sending = openSending({ databaseUrl: database.url, secrets, log });
    atEnd('sending', sending.close);
    const jobs = await startJobs({
      ...{ db: database.prismaForJobs, queues, secrets, sending, log, mail },
      countMail: countMails(metrics),
      publicUrl: address,
    });
    health.watch('jobs', jobs.ready);
    atEnd('jobs', jobs.stop);
  }
  let bot: Bot | undefined;
  if (speaks) {
    const simulated = config.WHATSAPP_CONNECTOR === 'simulator';
    const needs = { db, secrets, app: server.app, log, ownerEmail: config.OWNER_EMAIL, simulated };
    const all = platforms.map((make) => make(needs));
    const made = playground?.arrange(all, given) ?? all;
    const signature = openSignature(secretKey);
    const product = { version: version(), connector: config.WHATSAPP_CONNECTOR, signature };
    bot = await startBot({ db, queues, secrets, app: server.app, log, platforms: made, product, publicUrl: address });
    health.watch('chat', bot.ready);
    atEnd('bot', bot.stop);
  }
  await playground?.hangOn(server.app);

  atEnd('intake', async () => server.drain());
  const listening = await server.listen();
  playground?.deliverTo(listening);
  await bot?.introduce();
  playground?.started();
  greet(log, listening, playground);
}

function wantsPlayground({ ROLE, PLAYGROUND }: ProcessConfig, env: NodeJS.ProcessEnv): boolean {
  return ROLE === 'all' && (PLAYGROUND || !wantsChat(env));
}

/** Loaded only where it is wanted: it is as large as all the rest. */
async function openPlayground(dataDir: string): Promise<Playground> {
  const { startPlayground } = await import('./playground/index.ts');
  return startPlayground(dataDir);
}

/** A setting that is set to nothing is not set: compose files write them so. */
function withoutEmpty(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}

function version(): string {
  const file = new URL('../package.json', import.meta.url);
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

function greet(log: Log, address: string, playground: Playground | undefined): void {
  log.info({ address }, 'ready');
  if (playground) console.log(`\n  Muster is ready. Open ${address}/playground and press “Start with the sample”.\n`);
}

main(withoutEmpty(process.env)).catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
