// How fast a run is sent, from Send to the end of the run, and what it costs this process:
//   node --import tsx test/bench/send.ts <url of an empty database> [people] [rounds]
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { foundCompany } from '#core/directory/found-company.ts';
import { recognise } from '#core/directory/recognise.ts';
import { makeLog } from '#core/process/log.ts';
import { openQueues } from '#core/queue.ts';
import { startRelay } from '#core/relay.ts';
import { draftRun } from '#core/runs/draft-run.ts';
import { runReport } from '#core/runs/run-report.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { openSecrets } from '#core/secrets.ts';
import { keepSetting } from '#core/store/settings.ts';
import { SmtpUrl } from '#jobs/mail/config.ts';
import { startJobs } from '#jobs/start.ts';
import { openPrisma } from '#prisma/client.ts';
import { migrate } from '#prisma/migrate.ts';
import { accepted, aList } from '#test/harness/builders/runs.ts';
import { forkSink } from '#test/harness/sink-process.ts';

const [url = '', people = '3000', rounds = '5'] = process.argv.slice(2);
await migrate(url);
const db = openPrisma(url, { poolSize: 20 });
const log = makeLog({ LOG_LEVEL: 'warn' });
const place = { platform: 'slack', workspaceId: 'T1', conversation: 'C1' };
const companyId = await foundCompany({ db }, { platform: 'slack', externalId: 'T1', name: 'Bench' });
const me = { userId: 'U1', name: 'Ana', isAdmin: true, standing: 'colleague' } as const;
const requester = accepted(await recognise({ db }, { ...me, platform: 'slack', workspaceId: 'T1' }));
await keepSetting(db, requester, 'run.max-records', '100000');

const folder = mkdtempSync(join(tmpdir(), 'muster-bench-'));
const sink = await forkSink(join(folder, 'received'));
const mail = { smtp: SmtpUrl.parse(sink.url), from: { name: 'Bench', address: 'bench@bench.test' } };
const secrets = openSecrets(Buffer.alloc(32));
const queues = await openQueues({}, url, log);
const relay = startRelay({ db, databaseUrl: url, queues, log });
const jobs = await startJobs({ db, log, secrets, mail, publicUrl: 'https://bench.test', queues });

for (let round = 0; round < Number(rounds); round++) {
  const { seconds, cpuMs } = await sendOnce(Number(people));
  const each = cpuMs / Number(people);
  console.log(
    `${(Number(people) / seconds).toFixed(0)} people/s, ${each.toFixed(3)} ms of CPU each, ${seconds.toFixed(2)} s`,
  );
}
await jobs.stop();
await relay.stop();
await queues.close();
await sink.stop();
await db.$disconnect();
rmSync(folder, { recursive: true });

async function sendOnce(count: number): Promise<{ seconds: number; cpuMs: number }> {
  const importId = await aList({ db, companyId, requester, place }, count);
  const wanted = { place, source: { kind: 'import', importId }, channel: 'whatsapp' } as const;
  const id = accepted(await draftRun({ db }, requester, wanted));
  const before = process.cpuUsage();
  const start = performance.now();

  accepted(await sendRun({ db }, requester, { id, version: 1 }));
  while (!(await isOver(id))) await pause(20);

  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(before);
  const report = await runReport(db, companyId, id);
  if (report?.totals.invited !== count) throw new Error(`Not everybody was invited: ${JSON.stringify(report?.totals)}`);
  return { seconds, cpuMs: (user + system) / 1_000 };
}

async function isOver(id: string): Promise<boolean> {
  const run = await db.run.findFirstOrThrow({ where: { companyId, id }, select: { state: true } });
  return run.state === 'completed';
}
