import PostalMime from 'postal-mime';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { jobContext, workOff } from '../harness/builders/jobs.ts';
import { aPendingRun, set } from '../harness/builders/runs.ts';
import { type Sink, startSink } from '../harness/sink.ts';
import { makeWorld, type World } from '../harness/world.ts';

let world: World;
let sink: Sink;
beforeEach(async () => {
  world = await makeWorld();
  sink = await startSink();
});
afterEach(async () => {
  await world.close();
  await sink.stop();
});

const headers = [
  ...['auto-submitted', 'content-language', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject'],
  ...['to', 'x-auto-response-suppress'],
];

const attacks = [
  'Acme\r\nBcc: evil@evil.test',
  'Acme\nBcc: evil@evil.test\n\n<h1>new body</h1>',
  'Acme\r\n.\r\nMAIL FROM:<evil@evil.test>',
  'Acme <evil@evil.test>, "x',
  '"><script>alert(1)</script><img src=https://evil.test/x>',
  "<a href='https://evil.test'>log in</a>",
  '=?utf-8?B?RXZpbA0KQmNjOiBldmlsQGV2aWwudGVzdA==?=',
  'Acme\u2028Bcc: evil@evil.test\u0085X: y',
  'https://evil.test/login',
];

it.each(attacks)(
  'forges no header, recipient or markup with %j for a company, its people and who asks',
  async (words) => {
    const { db, companyId, requester } = world;
    // Whatever a setting takes today, these words may rest in it from before.
    await db.setting.create({ data: { companyId, key: 'company.name', value: words, changedBy: requester.id } });
    await db.operator.updateMany({ where: { companyId, id: requester.id }, data: { name: words } });
    const run = await aPendingRun(world, 2);
    await db.$executeRaw`UPDATE invitation SET name = ${words} WHERE run_id = ${run.id}::uuid`;

    await workOff(world, jobContext(world, sink));

    const addresses = await db.invitation.findMany({ where: { runId: run.id }, orderBy: { position: 'asc' } });
    expect(
      sink
        .received()
        .map(({ rcpt }) => rcpt)
        .sort(),
    ).toEqual(addresses.map(({ email }) => email).sort());
    expect(sink.commands().filter((line) => line.includes('evil'))).toEqual([]);
    for (const { raw } of sink.received()) {
      const mail = await PostalMime.parse(raw);
      expect([...new Set(mail.headers.map(({ key }) => key))].sort()).toEqual(headers);
      expect(mail.to).toHaveLength(1);
      expect(mail.from).toMatchObject({ address: 'muster@acme.test' });
      expect(mail.html).not.toMatch(/<script|<img|<a href='/);
      expect(
        mail.html?.match(/href="[^"]*"/g)?.every((link) => link.startsWith('href="https://muster.example.test/')),
      ).toBe(true);
    }
  },
);

it.each(['evil@evil.test\r\nBcc: x@evil.test', 'Evil <evil@evil.test>', 'a@b@c.test', 'evil'])(
  'takes %j for no sender',
  async (address) => {
    await expect(set(world, 'mail.from', address)).rejects.toThrow('unfit-value');
  },
);
