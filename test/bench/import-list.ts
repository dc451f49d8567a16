// How long a list takes from dropped to applied, and what it costs:
//   node --import tsx test/bench/import-list.ts <url of an empty database> [rows]
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { foundCompany } from '#core/directory/found-company.ts';
import { recognise } from '#core/directory/recognise.ts';
import { applyImport } from '#core/imports/apply-import.ts';
import { keepUpload } from '#core/imports/keep-upload.ts';
import { receiveImport } from '#core/imports/receive-import.ts';
import { openSecrets } from '#core/secrets.ts';
import { importReport } from '#core/store/import-reports.ts';
import { keepSetting } from '#core/store/settings.ts';
import { checkImport } from '#jobs/check-import.ts';
import { openPrisma } from '#prisma/client.ts';
import { migrate } from '#prisma/migrate.ts';

const [url = '', count = '10000'] = process.argv.slice(2);
await migrate(url);
const db = openPrisma(url, { poolSize: 4 });
const secrets = openSecrets(Buffer.alloc(32));
const workspace = { platform: 'slack', externalId: 'T1', name: 'Bench' };
const companyId = await foundCompany({ db }, workspace);
const me = { userId: 'U1', name: 'Ana', isAdmin: true, standing: 'colleague' } as const;
const recognised = await recognise({ db }, { ...me, platform: 'slack', workspaceId: 'T1' });
if (!recognised.ok) throw new Error(recognised.refusal.code);
const operator = recognised.value;
await keepSetting(db, operator, 'import.max-rows', '1000000');
await keepSetting(db, operator, 'import.max-bytes', '10000000');

for (const round of ['first', 'same again', 'names changed']) {
  const { importId, ...figures } = await importOnce(list(Number(count), round === 'names changed' ? 'Anna' : 'Ann'));
  const report = await importReport(db, companyId, importId);
  console.log(round, figures, report?.counts);
}
await db.$disconnect();

function list(rows: number, name: string): Uint8Array {
  const row = (i: number) =>
    `p${i}@y.test,+491512${String(i).padStart(7, '0')},${name},Ö${i},Markets / Desk ${i % 50} / Team ${i % 7},Sales,DE\n`;
  return Buffer.from(
    `email,mobile_phone,first_name,last_name,org_unit,department,country\n${Array.from({ length: rows }, (_, i) => row(i)).join('')}`,
  );
}

async function importOnce(bytes: Uint8Array) {
  const place = { platform: 'slack', workspaceId: 'T1', conversation: 'C1' };
  const given = { place, upload: {}, fileName: 'bench.csv', addNumbers: true, sendLoginMail: false };
  const received = await receiveImport({ db }, operator, { ...given, sourceKey: crypto.randomUUID() });
  if (!received.ok) throw new Error(received.refusal.code);
  const upload = { companyId, importId: received.value };
  await keepUpload({ db, secrets }, upload, bytes);

  const idle = process.memoryUsage().rss;
  let highest = idle;
  const sampler = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss);
  }, 10);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const checkMs = await timed(() => checkImport(upload, { db, secrets }));
  const reportMs = await timed(() => importReport(db, companyId, upload.importId));
  delay.disable();
  const report = await importReport(db, companyId, upload.importId);
  const card = { id: upload.importId, version: report?.version ?? 0 };
  const applyMs = await timed(() => applyImport({ db }, operator, card));
  clearInterval(sampler);
  return {
    importId: upload.importId,
    checkMs,
    reportMs,
    applyMs,
    rssAboveIdleMb: Math.round((highest - idle) / 1e6),
    longestStallMs: Math.round(delay.max / 1e6),
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
}
