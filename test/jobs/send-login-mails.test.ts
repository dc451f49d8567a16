import { pino } from 'pino';
import { expect, it } from 'vitest';
import { ringLoginMails } from '#core/store/login-mails.ts';
import { SmtpUrl } from '#jobs/mail/config.ts';
import { sendLoginMails } from '#jobs/send-login-mails.ts';
import { sweep } from '#jobs/sweep.ts';
import { anAppliedImport } from '#test/harness/builders/imports.ts';
import { set } from '#test/harness/builders/runs.ts';
import { type Sink, startSink } from '#test/harness/sink.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

const LIST = 'email,first_name\nann@y.test,Ann\nbob@y.test,Bob\nbad@,\n';

function needs(world: World, sink: Sink, stopping = new AbortController().signal) {
  const mail = { smtp: SmtpUrl.parse(sink.url), from: { address: 'muster@acme.test' } };
  return { db: world.db, log: pino({ level: 'silent' }), mail, stopping };
}

async function promised(world: World, list = LIST) {
  const { id } = await anAppliedImport(world, list, { sendLoginMail: true });
  return { companyId: world.companyId, importId: id };
}

it('each new person gets one login mail, however often the job runs and however often they are imported', async () => {
  await using world = await makeWorld();
  const sink = await startSink();
  await anAppliedImport(world, 'email\nbob@y.test\n');
  const list = await promised(world);
  const asked = await world.outbox('send-login-mails');

  await Promise.all([sendLoginMails(list, needs(world, sink)), sendLoginMails(list, needs(world, sink))]);
  await sendLoginMails(await promised(world), needs(world, sink));
  await sink.stop();

  expect(asked.map(({ data }) => data)).toEqual([list]);
  expect(sink.received().map(({ rcpt }) => rcpt)).toEqual(['ann@y.test']);
  expect(sink.received()[0]?.raw).toContain('Ana has created an account for you');
});

it('comes from the address that the company has set', async () => {
  await using world = await makeWorld();
  const sink = await startSink();
  await set(world, 'mail.from', 'onboarding@acme.test');

  await sendLoginMails(await promised(world, 'email\nann@y.test\n'), needs(world, sink));
  await sink.stop();

  expect(sink.received()[0]?.raw).toMatch(/^From: Acme Capital <onboarding@acme\.test>/m);
});

it('nobody gets one where it was not asked for', async () => {
  await using world = await makeWorld();
  const sink = await startSink();
  const { id } = await anAppliedImport(world, LIST);

  await sendLoginMails({ companyId: world.companyId, importId: id }, needs(world, sink));
  await sink.stop();

  expect(sink.received()).toEqual([]);
});

it('who is told "later" gets it at the next try, and the others are not kept waiting', async () => {
  await using world = await makeWorld();
  const sink = await startSink({ faults: [{ at: 'rcpt', does: '450 4.2.1 busy', rcpt: 'ann@', times: 1 }] });
  const list = await promised(world);

  await sendLoginMails(list, needs(world, sink));
  const afterFirst = sink.received().map(({ rcpt }) => rcpt);
  await sendLoginMails(list, needs(world, sink));
  await sink.stop();

  expect(afterFirst).toEqual(['bob@y.test']);
  expect(sink.received().map(({ rcpt }) => rcpt)).toEqual(['bob@y.test', 'ann@y.test']);
});

it('what may have arrived is not sent again', async () => {
  await using world = await makeWorld();
  const sink = await startSink({ faults: [{ at: 'accepted', does: 'drop', times: 1 }] });
  const list = await promised(world);

  await sendLoginMails(list, needs(world, sink));
  await sendLoginMails(list, needs(world, sink));
  await sink.stop();

  expect(sink.received().map(({ rcpt }) => rcpt)).toEqual(['ann@y.test', 'bob@y.test']);
});

it('a mail server that is down is asked again by the sweep until everybody has theirs, less and less often', async () => {
  await using world = await makeWorld();
  const sink = await startSink();
  const list = await promised(world);
  const away = needs(world, sink);
  await sink.stop();
  const waits: number[] = [];
  for (let attempt = 0; attempt < 6; attempt++) {
    await sendLoginMails(list, away);
    waits.push(await minutesUntilNext(world));
    await world.forgetOutbox();
    await timePasses(world);
    await sweep(away, { all: true });
    expect((await world.outbox('send-login-mails')).map(({ data }) => data)).toEqual([list]);
  }
  expect(await world.db.$queryRaw`SELECT FROM member WHERE login_mailed_at IS NOT NULL`).toEqual([]);
  expect(waits).toEqual([1, 1, 5, 15, 60, 60]);
  await world.forgetOutbox();
  const back = await startSink();

  await sendLoginMails(list, needs(world, back));
  await timePasses(world);
  await sweep(away, { all: true });
  await back.stop();

  expect(back.received().map(({ rcpt }) => rcpt)).toEqual(['ann@y.test', 'bob@y.test']);
  expect(await world.outbox('send-login-mails')).toEqual([]);
});

it('who cannot be told within a day is not asked for any more', async () => {
  await using world = await makeWorld();
  const list = await promised(world);
  await world.forgetOutbox();

  for (let ring = 0; ring < 40; ring++) {
    await timePasses(world);
    await ringLoginMails(world.db);
  }

  expect(await world.outbox('send-login-mails')).toHaveLength(27);
  expect(
    await world.db.$queryRaw`SELECT subject_id AS id FROM audit_entry WHERE action = 'login-mails-given-up'`,
  ).toEqual([{ id: list.importId }]);
});

const timePasses = (world: World) =>
  world.db.$executeRaw`UPDATE import SET login_mails_due = login_mails_due - interval '2 hours'`;

async function minutesUntilNext(world: World): Promise<number> {
  const [next] = await world.db.$queryRaw<{ minutes: number }[]>`
    SELECT ceil(extract(epoch FROM login_mails_due - now()) / 60)::int AS minutes FROM import`;
  return next?.minutes ?? Number.NaN;
}

it('a process that ends hands the rest on', async () => {
  await using world = await makeWorld();
  const sink = await startSink();
  const list = await promised(world);
  await world.forgetOutbox();

  await sendLoginMails(list, needs(world, sink, AbortSignal.abort()));
  await sink.stop();

  expect(sink.received()).toEqual([]);
  expect((await world.outbox('send-login-mails')).map(({ data }) => data)).toEqual([list]);
});
