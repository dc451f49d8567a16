import { expect, it } from 'vitest';
import { changeSetting } from '#core/settings/change-setting.ts';
import { askTestMail } from '#core/setup/ask-test-mail.ts';
import { claimTestMail, giveUpTestMails, ringTestMails } from '#core/store/test-mails.ts';
import { sendTestMail } from '#jobs/send-test-mail.ts';
import { jobContext } from '#test/harness/builders/jobs.ts';
import { accepted } from '#test/harness/builders/runs.ts';
import { type SinkOptions, startSink } from '#test/harness/sink.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

async function asked(world: World) {
  accepted(await askTestMail(world, world.requester, world.place));
  const [wanted] = await world.outbox('send-test-mail');
  return wanted?.data as { companyId: string; testMailId: string };
}

const stateOf = (world: World) => world.db.testMail.findFirstOrThrow();

it('an owner gets their own test mail once, from the sender that invitations have', async () => {
  await using world = await makeWorld();
  const sink = await startSink();
  accepted(await changeSetting(world, world.requester, { key: 'mail.from', value: 'join@acme.test' }));
  const wanted = await asked(world);

  await Promise.all([sendTestMail(wanted, jobContext(world, sink)), sendTestMail(wanted, jobContext(world, sink))]);
  await sink.stop();

  expect(sink.received().map(({ rcpt }) => rcpt)).toEqual(['ana@acme.test']);
  expect(sink.received()[0]?.raw).toContain('join@acme.test');
  expect(await stateOf(world)).toMatchObject({ state: 'sent' });
  expect(await world.outbox('tell-test-mail')).toHaveLength(1);
});

it.each<[string, SinkOptions['faults'], object]>([
  [
    'refused',
    [{ at: 'rcpt', does: '550 5.7.1 not for this sender' }],
    { reply: expect.stringContaining('not for this') },
  ],
  ['unknown', [{ at: 'accepted', does: 'drop' }], {}],
])('what came of it is kept: %s', async (state, faults, more) => {
  await using world = await makeWorld();
  const sink = await startSink({ ...(faults && { faults }) });

  await sendTestMail(await asked(world), jobContext(world, sink));
  await sink.stop();

  expect(await stateOf(world)).toMatchObject({ state, ...more });
});

it('five an hour are enough, and nobody sends one who may not change settings', async () => {
  await using world = await makeWorld();

  const answers = await Promise.all(Array.from({ length: 8 }, () => askTestMail(world, world.requester, world.place)));

  expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
  expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'too-many-test-mails' } });
  expect(await askTestMail(world, world.onlooker, world.place)).toMatchObject({ refusal: { code: 'not-allowed' } });
});

it('one whose sender died is told as unknown, not sent again', async () => {
  await using world = await makeWorld();
  await asked(world);
  await world.db.$executeRaw`UPDATE test_mail SET state = 'sending', claimed_at = now() - interval '6 minutes'`;

  await giveUpTestMails(world.db);

  expect(await stateOf(world)).toMatchObject({ state: 'unknown' });
  expect(await world.outbox('tell-test-mail')).toHaveLength(1);
});

it('one that had to wait for its turn is given the time of one that had not', async () => {
  await using world = await makeWorld();
  const wanted = await asked(world);
  await world.db.$executeRaw`UPDATE test_mail SET asked_at = now() - interval '6 minutes'`;
  await claimTestMail(world.db, wanted);

  await giveUpTestMails(world.db);

  expect(await stateOf(world)).toMatchObject({ state: 'sending' });
});

it('one whose asker has no address any more is told as not sent', async () => {
  await using world = await makeWorld();
  const sink = await startSink();
  const wanted = await asked(world);
  await world.db.operator.updateMany({ data: { email: null } });

  await sendTestMail(wanted, jobContext(world, sink));
  await sink.stop();

  expect(sink.received()).toEqual([]);
  expect(await stateOf(world)).toMatchObject({ state: 'not-sent' });
  expect(await world.outbox('tell-test-mail')).toHaveLength(1);
});

it('one whose doorbell was lost is rung for again, to be sent and to be told', async () => {
  await using world = await makeWorld();
  await asked(world);
  await world.db.$executeRaw`UPDATE test_mail SET asked_at = now() - interval '2 minutes'`;
  await world.forgetOutbox();

  await ringTestMails(world.db);
  await world.db.$executeRaw`UPDATE test_mail SET state = 'sent'`;
  await ringTestMails(world.db);
  await world.db.$executeRaw`UPDATE test_mail SET told_at = now()`;
  await ringTestMails(world.db);

  expect((await world.outbox()).map(({ name }) => name)).toEqual(['send-test-mail', 'tell-test-mail']);
});

it('one that nobody takes within an hour is not sent any more', async () => {
  await using world = await makeWorld();
  const sink = await startSink();
  const wanted = await asked(world);
  await world.db.$executeRaw`UPDATE test_mail SET asked_at = now() - interval '61 minutes'`;

  await giveUpTestMails(world.db);
  await sendTestMail(wanted, jobContext(world, sink));
  await sink.stop();

  expect(sink.received()).toEqual([]);
  expect(await stateOf(world)).toMatchObject({ state: 'not-sent' });
});
