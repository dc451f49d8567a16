import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onboarding, rosa, said } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';
import { listOf } from '../journeys/lists.ts';

let house: House;
beforeAll(async () => {
  // Also what is logged only by who looks for a fault.
  house = await openHouse({ LOG_LEVEL: 'trace' });
}, 60_000);
afterAll(() => house.close());

const columns = 'username,email,first_name,last_name,mobile_phone,org_unit,department,job_title';
const people = 6;

/** Nobody is called so by accident: whatever of it is found somewhere came from the list. */
const person = (i: number) => ({
  username: `zquser${i}`,
  email: `zqperson${i}@zqhost.example.com`,
  first: `Zqfirst${i}`,
  last: `Zqlast${i}`,
  phone: `+44740099991${i}`,
});
const row = (i: number) => {
  const { username, email, first, last, phone } = person(i);
  return [username, email, first, last, phone, 'Zqunit / Zqdesk', 'Zqdept', 'Zqjob'].join(',');
};
const poisoned = [
  'zquser7,zqperson7@zqhost,Zqfirst7,Zqlast7,+4474009999,Zqunit,Zqdept,Zqjob',
  'zquser8,zqperson0@zqhost.example.com,=Zqfirst8,<!channel>,4.47400999918E+11,Zqunit,Zqdept,Zqjob',
  '"zquser9\nzq",zqperson9@zqhost.example.com,Zqfirst9,Zqlast9,+447400999911,Zqunit,Zqdept,Zqjob',
];
const list = listOf([columns, ...Array.from({ length: people }, (_, i) => row(i)), ...poisoned].join('\n'), 'zz.csv');
const theirs = /zq(user|person|host|first|last|unit|desk|dept|job)|74009999/i;

/** Where a person may be found in the database: in what is known of people, and nowhere else. */
const known =
  /^(member|import_row|invitation)\.|^org_unit\.(name|path|path_key)$|^(corporate_number|channel_link)\.phone$/;

async function placesInDatabase(): Promise<string[]> {
  const tables = await house.db.$queryRaw<{ schema: string; name: string }[]>`
    SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
     WHERE table_schema IN ('public', 'bullmq') AND table_type = 'BASE TABLE'`;
  const places = new Set<string>();
  for (const { schema, name } of tables) {
    const rows = await house.db.$queryRawUnsafe<{ row: Record<string, unknown> }[]>(
      `SELECT to_jsonb(t) AS row FROM "${schema}"."${name}" t`,
    );
    for (const { row: found } of rows) {
      for (const [column, value] of Object.entries(found)) {
        if (theirs.test(JSON.stringify(value))) places.add(`${schema === 'public' ? '' : 'bullmq.'}${name}.${column}`);
      }
    }
  }
  return [...places].sort();
}

const readByAll = () =>
  house.slack
    .messages(onboarding)
    .filter(({ onlyFor }) => !onlyFor)
    .map(said);

async function expectNoTrace(): Promise<void> {
  const metrics = await (await fetch(`${house.muster.url}/metrics`)).text();

  expect(
    house.muster
      .output()
      .split('\n')
      .filter((line) => theirs.test(line)),
  ).toEqual([]);
  expect(readByAll().filter((text) => theirs.test(text))).toEqual([]);
  expect((await placesInDatabase()).filter((place) => !known.test(place))).toEqual([]);
  expect(metrics).not.toMatch(theirs);
}

it('keeps people out of everything but what is known of them, while a list with poisoned rows is imported', async () => {
  await house.chat.importList(rosa, list);
  const checked = await house.chat.message(rosa, 'Check this list', 'zz.csv');
  await house.chat.press(rosa, checked, 'details');
  await house.chat.modal(rosa, 'Details');
  await house.chat.press(rosa, checked, 'apply');
  await house.chat.message(rosa, 'List imported', 'zz.csv');

  expect(await placesInDatabase()).toContain('member.email');
  await expectNoTrace();
});

it('tells nobody in the channel of a person whose line stands where the names of the columns should', async () => {
  const { first, last, email, phone } = person(5);
  const content = `email,${first},${last},${email},${phone}\nnobody@host.example.com,1,2,3,4\n`;

  await house.chat.importList(rosa, listOf(content, 'headless.csv'));
  const card = await house.chat.message(rosa, 'Check this list', 'headless.csv');

  expect(said(card)).toContain('seems to be a person, not a header');
  await expectNoTrace();
});

it('does so while the mail server names them in its refusals, breaks off, and the database ends our connections', async () => {
  const [, second, third, fourth, fifth] = Array.from({ length: people }, (_, i) => person(i));
  house.sink.strike([
    { at: 'rcpt', rcpt: 'zqperson1', does: `550 5.1.1 <${second?.email}>: user unknown` },
    { at: 'dot', rcpt: 'zqperson2', does: `554 5.7.1 mail for ${third?.email} ${third?.first} refused` },
    { at: 'rcpt', rcpt: 'zqperson3', does: `450 4.2.1 <${fourth?.email}> try later`, times: 1 },
    { at: 'accepted', rcpt: 'zqperson4', does: 'drop' },
    { at: 'dot', rcpt: 'zqperson5', does: `421 4.3.0 closing on ${fifth?.email}`, times: 1 },
  ]);
  const draft = await house.chat.inviteFrom(rosa, await house.chat.message(rosa, 'List imported', 'zz.csv'), 'zz.csv');
  await house.chat.press(rosa, draft, 'send');
  await untilMailed();
  await house.db.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`.catch(
    () => {},
  );
  await pause(1_500);

  await expectNoTrace();
});

it('does so while Slack takes no answer that has them in it', async () => {
  const run = await house.db.run.findFirstOrThrow();
  const fails = [{ dropConnection: true }, { status: 500 }, { error: 'invalid_blocks' }];
  for (const fault of fails) {
    for (const method of ['response_url', 'chat.postEphemeral', 'chat.postMessage', 'views.open', 'upload']) {
      house.slack.faults.next(method, { ...fault, times: 1 });
    }
    await house.chat.type(rosa, `/muster who ${person(0).email}`);
    await house.chat.type(rosa, '/muster log');
    await house.chat.type(rosa, '/muster download');
    await house.chat.type(rosa, `/muster audit ${run.id}`);
  }
  await pause(2_500);

  await expectNoTrace();
});

it('shows them to who asks and may, alone', async () => {
  await house.chat.type(rosa, `/muster who ${person(0).email}`);

  const answer = await house.chat.message(rosa, person(0).email, person(0).phone);

  expect(answer.onlyFor).toBe(rosa);
});

async function untilMailed(): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await pause(50)) {
    if ((await house.db.invitation.count({ where: { state: { in: ['sent', 'failed', 'unknown'] } } })) > 5) return;
  }
  throw new Error('The run never came so far');
}
