import { afterAll, beforeAll, expect, it } from 'vitest';
import { rosa } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';
import { type Sink, startSink } from '../harness/sink.ts';
import { goodList } from '../journeys/lists.ts';

const secretKey = Buffer.alloc(32, 5);
const secrets = [
  ...['zz-smtp-password', 'xoxb-test-token', 'test-signing-secret'],
  ...[secretKey.toString('base64'), secretKey.toString('hex')],
];

// A mail server that offers no login, so that the password is in the way of every mail.
let sink: Sink;
let house: House;
beforeAll(async () => {
  sink = await startSink();
  const smtp = sink.url.replace('smtp://', 'smtp://zzmailuser:zz-smtp-password@');
  house = await openHouse({ SMTP_URL: smtp, LOG_LEVEL: 'trace' });
  await house.chat.importList(rosa, goodList(2, 'secrets.csv'));
  await house.chat.press(rosa, await house.chat.message(rosa, 'Check this list', 'secrets.csv'), 'apply');
  const applied = await house.chat.message(rosa, 'List imported', 'secrets.csv');
  await house.chat.press(rosa, await house.chat.inviteFrom(rosa, applied, 'secrets.csv'), 'send');
  await house.chat.message(rosa, 'The mail server refuses our login');
}, 60_000);
afterAll(async () => {
  await house.close();
  await sink.stop();
});

it.each(secrets)('has %s in no table', async (secret) => {
  const tables = await house.db.$queryRaw<{ schema: string; name: string }[]>`
    SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_schema IN ('public', 'bullmq') AND table_type = 'BASE TABLE'`;

  const found: string[] = [];
  for (const { schema, name } of tables) {
    const rows = await house.db.$queryRawUnsafe<{ row: string }[]>(
      `SELECT to_jsonb(t)::text AS row FROM "${schema}"."${name}" t`,
    );
    if (rows.some(({ row }) => row.includes(secret))) found.push(name);
  }

  expect(tables.length).toBeGreaterThan(25);
  expect(found).toEqual([]);
});

it.each(secrets)('never writes %s into its log of everything', (secret) => {
  const log = house.muster.output();

  expect(log).toContain('no SMTP connection');
  expect(log.split('\n').filter((line) => line.includes(secret))).toEqual([]);
});

it('shows no secret among its numbers', async () => {
  const metrics = await (await fetch(`${house.muster.url}/metrics`)).text();

  expect(secrets.filter((secret) => metrics.includes(secret))).toEqual([]);
});
