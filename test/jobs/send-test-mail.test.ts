import { expect, it } from 'vitest';
import { changeSetting } from '#core/settings/change-setting.ts';
import { askTestMail } from '#core/setup/ask-test-mail.ts';
import { giveUpTestMails } from '#core/store/test-mails.ts';
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

  for (let number = 1; number <= 5; number++) accepted(await askTestMail(world, world.requester, world.place));

  expect(await askTestMail(world, world.requester, world.place)).toMatchObject({
    refusal: { code: 'too-many-test-mails' },
  });
  expect(await askTestMail(world, world.onlooker, world.place)).toMatchObject({ refusal: { code: 'not-allowed' } });
});

it('one whose sender died is told as unknown, not sent again', async () => {
  await using world = await makeWorld();
  await asked(world);
  await world.db.$executeRaw`UPDATE test_mail SET state = 'sending', asked_at = now() - interval '6 minutes'`;

  await giveUpTestMails(world.db);

  expect(await stateOf(world)).toMatchObject({ state: 'unknown' });
  expect(await world.outbox('tell-test-mail')).toHaveLength(1);
});
