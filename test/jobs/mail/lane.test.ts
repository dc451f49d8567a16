import { afterEach, describe, expect, it } from 'vitest';
import { SmtpUrl } from '#jobs/mail/config.ts';
import type { Delivery } from '#jobs/mail/delivery.ts';
import { type Lane, openLane } from '#jobs/mail/lane.ts';
import { type Sink, type SinkOptions, startSink } from '#test/harness/sink.ts';
import type { SinkFault } from '#test/harness/sink-faults.ts';

const open: { lane: Lane; sink: Sink }[] = [];

afterEach(async () => {
  for (const { lane, sink } of open.splice(0)) {
    sink.hangUp();
    await lane.close();
    await sink.stop();
  }
});

async function laneTo(options: SinkOptions = {}) {
  const sink = await startSink(options);
  const lane = openLane(SmtpUrl.parse(sink.url), { patience: { reply: 300, verdict: 300 } });
  open.push({ lane, sink });

  let asked = 0;
  const body = async (): Promise<string | undefined> => {
    asked++;
    return 'Message-ID: <1@example.com>\r\n\r\nHello\r\n';
  };
  const deliver = (to = 'anna@example.com', letter = body) =>
    lane.deliver({ from: 'muster@example.com', to, body: letter });
  return { sink, lane, deliver, asked: () => asked };
}

const only = (...faults: SinkFault[]): SinkOptions => ({ faults });

describe('a lane', () => {
  it('delivers one mail after another over one connection', async () => {
    const { sink, deliver } = await laneTo();

    const deliveries = [await deliver('a@example.com'), await deliver('b@example.com'), await deliver('c@example.com')];

    expect(deliveries).toEqual(Array(3).fill({ kind: 'sent', reply: '250 2.0.0 kept' }));
    expect(sink.received().map(({ rcpt }) => rcpt)).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
    expect(sink.connections()).toBe(1);
  });

  it('that hangs up does not know what became of a letter that had left', async () => {
    const { lane, deliver } = await laneTo(only({ at: 'accepted', does: 'silent' }));
    const delivery = deliver('a@example.com', async () => {
      setTimeout(() => lane.hangUp(), 50);
      return 'Subject: hasty\r\n\r\n';
    });

    expect(await delivery).toEqual({ kind: 'unknown', cause: 'the sender had to end' });
  });

  it('delivers the letter as it is, with lines that begin with dots', async () => {
    const { sink, deliver } = await laneTo();

    await deliver('a@example.com', async () => 'Subject: dots\r\n\r\n.\r\n..\r\n.a\r\n');

    expect(sink.received()[0]?.raw).toBe('Subject: dots\r\n\r\n.\r\n..\r\n.a\r\n');
  });

  it('asks for the body only after the server has said 354', async () => {
    const { sink, deliver } = await laneTo({ delay: 5 });
    const commandsSeen: string[] = [];

    await deliver('a@example.com', async () => {
      commandsSeen.push(...sink.commands());
      return 'Subject: late\r\n\r\n';
    });

    expect(commandsSeen.at(-1)).toBe('DATA');
  });

  it('works with a server that takes one command at a time', async () => {
    const { sink, deliver } = await laneTo({ pipelining: false });

    const delivery = await deliver();

    expect(delivery.kind).toBe('sent');
    expect(sink.received()).toHaveLength(1);
  });

  it('leaves nothing behind when the body is withheld', async () => {
    const { sink, deliver } = await laneTo();

    const delivery = await deliver('a@example.com', async () => undefined);
    const next = await deliver('b@example.com');

    expect(delivery).toEqual({ kind: 'withheld' });
    expect(next.kind).toBe('sent');
    expect(sink.received().map(({ rcpt }) => rcpt)).toEqual(['b@example.com']);
  });

  it('passes on what the body threw, and nothing has left', async () => {
    const { sink, deliver } = await laneTo();

    const delivery = deliver('a@example.com', async () => Promise.reject(new Error('the database is gone')));

    await expect(delivery).rejects.toThrow('the database is gone');
    expect((await deliver('b@example.com')).kind).toBe('sent');
    expect(sink.received()).toHaveLength(1);
  });

  it('says goodbye when it is closed', async () => {
    const { sink, lane, deliver } = await laneTo();

    await deliver();
    await lane.close();

    expect(sink.commands().at(-1)).toBe('QUIT');
  });
});

describe('what a lane says about a server that misbehaves', () => {
  it.each<[string, SinkFault]>([
    ['drops the connection at once', { at: 'connect', does: 'drop' }],
    ['resets the connection at once', { at: 'connect', does: 'reset' }],
    ['says nothing at connect', { at: 'connect', does: 'silent' }],
    ['drops at EHLO', { at: 'ehlo', does: 'drop' }],
    ['drops at MAIL', { at: 'mail', does: 'drop' }],
    ['drops at RCPT', { at: 'rcpt', does: 'drop' }],
    ['drops at DATA', { at: 'data', does: 'drop' }],
    ['says nothing at RCPT', { at: 'rcpt', does: 'silent' }],
    ['says nothing at DATA', { at: 'data', does: 'silent' }],
  ])('%s: not sent, and the body was never asked for', async (_, fault) => {
    const { sink, deliver, asked } = await laneTo(only(fault));

    const delivery = await deliver();

    expect(delivery).toMatchObject({ kind: 'not-sent', trouble: 'connect', cause: expect.stringMatching(/\w/) });
    expect(asked()).toBe(0);
    expect(sink.received()).toHaveLength(0);
  });

  it.each<[string, SinkFault, number]>([
    ['drops after the letter, before accepting it', { at: 'dot', does: 'drop' }, 0],
    ['says nothing after the letter', { at: 'dot', does: 'silent' }, 0],
    ['drops after accepting', { at: 'accepted', does: 'drop' }, 1],
    ['resets after accepting', { at: 'accepted', does: 'reset' }, 1],
    ['says nothing after accepting', { at: 'accepted', does: 'silent' }, 1],
    ['says 421 after accepting', { at: 'accepted', does: '421 4.3.2 shutting down' }, 1],
    ['talks nonsense after accepting', { at: 'accepted', does: '354 go ahead' }, 1],
  ])('%s: unknown', async (_, fault, arrived) => {
    const { sink, deliver } = await laneTo(only(fault));

    const delivery = await deliver();

    expect(delivery).toMatchObject({ kind: 'unknown', cause: expect.stringMatching(/\w/) });
    expect(sink.received()).toHaveLength(arrived);
  });

  it.each<[SinkFault, Delivery]>([
    [
      { at: 'mail', does: '451 4.3.0 later' },
      { kind: 'refused', at: 'MAIL FROM', code: 451, reply: '451 4.3.0 later', permanent: false },
    ],
    [
      { at: 'mail', does: '553 5.7.1 not you' },
      { kind: 'refused', at: 'MAIL FROM', code: 553, reply: '553 5.7.1 not you', permanent: true },
    ],
    [
      { at: 'rcpt', does: '450 4.2.1 busy' },
      { kind: 'refused', at: 'RCPT TO', code: 450, reply: '450 4.2.1 busy', permanent: false },
    ],
    [
      { at: 'rcpt', does: '550 5.1.1 nobody' },
      { kind: 'refused', at: 'RCPT TO', code: 550, reply: '550 5.1.1 nobody', permanent: true },
    ],
    [
      { at: 'data', does: '450 4.2.0 no' },
      { kind: 'refused', at: 'DATA', code: 450, reply: '450 4.2.0 no', permanent: false },
    ],
    [
      { at: 'data', does: '503 5.5.1 order' },
      { kind: 'refused', at: 'DATA', code: 503, reply: '503 5.5.1 order', permanent: false },
    ],
    [
      { at: 'dot', does: '451 4.3.0 full' },
      { kind: 'refused', at: 'body', code: 451, reply: '451 4.3.0 full', permanent: false },
    ],
    [
      { at: 'dot', does: '554 5.7.1 spam' },
      { kind: 'refused', at: 'body', code: 554, reply: '554 5.7.1 spam', permanent: true },
    ],
  ])('%o: refused, and the connection serves the next mail', async (fault, refused) => {
    for (const pipelining of [true, false]) {
      const { sink, deliver } = await laneTo({ pipelining, faults: [{ ...fault, times: 1 }] });

      const deliveries = [await deliver('a@example.com'), await deliver('b@example.com')];

      expect(deliveries).toEqual([refused, { kind: 'sent', reply: '250 2.0.0 kept' }]);
      expect(sink.received().map(({ rcpt }) => rcpt)).toEqual(['b@example.com']);
      expect(sink.connections()).toBe(1);
    }
  });

  it.each(['250 2.0.0 kept', '451 4.3.0 changed my mind', '421 4.4.2 too slow'])(
    'ends the letter with %s while it is still being asked for: not sent, and not a word of it follows',
    async (early) => {
      const { sink, deliver } = await laneTo(only({ at: 'data', does: `354 go ahead\r\n${early}`, times: 1 }));

      const first = await deliver('a@example.com', async () => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        return 'NOT-A-COMMAND: x\r\n\r\n';
      });
      const next = await deliver('b@example.com');

      expect(first).toMatchObject({ kind: 'not-sent' });
      expect(next.kind).toBe('sent');
      expect(sink.commands().join()).not.toContain('NOT-A-COMMAND');
      expect(sink.received().map(({ rcpt }) => rcpt)).toEqual(['b@example.com']);
    },
  );

  it('nobody listens: not sent, no connection', async () => {
    const { sink, deliver } = await laneTo();
    await sink.stop();

    const delivery = await deliver();

    expect(delivery).toMatchObject({
      kind: 'not-sent',
      trouble: 'connect',
      cause: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('a greeting that is none: not sent, with the words of the server', async () => {
    const { deliver } = await laneTo(only({ at: 'connect', does: '554 5.7.1 go away' }));

    const delivery = await deliver();

    expect(delivery).toMatchObject({
      kind: 'not-sent',
      trouble: 'protocol',
      cause: expect.stringContaining('go away'),
    });
  });

  it('a greeting that names somebody: their address is masked, for these words are logged', async () => {
    const { deliver } = await laneTo(only({ at: 'connect', does: '554 5.7.1 <zoe@acme.test> is blocked' }));

    const delivery = await deliver();

    expect(delivery).toMatchObject({ kind: 'not-sent', cause: expect.stringContaining('<z•••@acme.test> is blocked') });
  });

  it.each<[SinkFault['does'], string]>([
    ['530 5.7.0 Authentication required', 'login'],
    ['530 5.7.0 Must issue a STARTTLS command first', 'tls'],
  ])('%s is about us and not about the person', async (does, trouble) => {
    const { deliver } = await laneTo(only({ at: 'mail', does }));

    const delivery = await deliver();

    expect(delivery).toMatchObject({ kind: 'not-sent', trouble });
  });

  it('a long reply with control characters arrives short and clean', async () => {
    const { deliver } = await laneTo(only({ at: 'rcpt', does: `550 \u0000\u001b[31m${'x'.repeat(2000)}` }));

    const delivery = await deliver();

    expect(delivery.kind === 'refused' && delivery.reply).toMatch(/^550 {2}\[31mx{1,500}$/);
  });
});

describe('a connection that ages', () => {
  it('is replaced without a word when the server ended it between two mails', async () => {
    const { sink, deliver } = await laneTo();
    await deliver('a@example.com');

    sink.hangUp();
    const delivery = await deliver('b@example.com');

    expect(delivery.kind).toBe('sent');
    expect(sink.connections()).toBe(2);
  });

  it.each<SinkFault['does']>(['drop', '421 4.7.0 too many messages'])(
    'is replaced when the server ends it at MAIL with %s',
    async (does) => {
      const { sink, deliver } = await laneTo();
      await deliver('a@example.com');

      sink.strike([{ at: 'mail', does, times: 1 }]);
      const delivery = await deliver('b@example.com');

      expect(delivery.kind).toBe('sent');
      expect(sink.received()).toHaveLength(2);
    },
  );

  it('is replaced after an unknown, and the mail in question is not repeated', async () => {
    const { sink, deliver } = await laneTo(only({ at: 'accepted', does: 'drop', times: 1 }));

    const deliveries = [await deliver('a@example.com'), await deliver('b@example.com')];

    expect(deliveries.map(({ kind }) => kind)).toEqual(['unknown', 'sent']);
    expect(sink.received().map(({ rcpt }) => rcpt)).toEqual(['a@example.com', 'b@example.com']);
  });

  it('that breaks while the body is being asked for sends nothing', async () => {
    const { sink, deliver } = await laneTo();

    const delivery = await deliver('a@example.com', async () => {
      sink.hangUp();
      await new Promise((resolve) => setTimeout(resolve, 50));
      return 'Subject: too late\r\n\r\n';
    });

    expect(delivery).toMatchObject({ kind: 'not-sent', trouble: 'connect' });
    expect(sink.received()).toHaveLength(0);
  });

  it('that breaks while the body is being asked for is replaced, but the body is not asked again', async () => {
    const { sink, deliver } = await laneTo();
    let asked = 0;
    await deliver('a@example.com');

    const delivery = await deliver('b@example.com', async () => {
      asked++;
      sink.hangUp();
      await new Promise((resolve) => setTimeout(resolve, 50));
      return 'Subject: too late\r\n\r\n';
    });

    expect(delivery.kind).toBe('not-sent');
    expect(asked).toBe(1);
  });

  it('is still told apart as withheld when it breaks while the body says no', async () => {
    const { sink, deliver } = await laneTo();

    const delivery = await deliver('a@example.com', async () => {
      sink.hangUp();
      await new Promise((resolve) => setTimeout(resolve, 50));
      return undefined;
    });

    expect(delivery).toEqual({ kind: 'withheld' });
  });
});

describe('an address', () => {
  it.each([
    'bob@y.test>\r\nRCPT TO:<evil@x.test',
    'bob@y.test\r\nRCPT TO:<evil@x.test>',
    'bob@y.test> NOTIFY=SUCCESS',
    '<bob@y.test>',
    '"bob\r\nDATA"@y.test',
    'bob@y.test,evil@x.test',
    'bob@@y.test',
    'böb@y.test',
    '@y.test',
    'bob@',
    'bob@y',
    'bob@[127.0.0.1]',
    'bob@127.0.0.1',
    'bob @y.test',
    '.bob@y.test',
    'bob\u0000@y.test',
    `${'b'.repeat(65)}@y.test`,
    `b@${'y.'.repeat(130)}test`,
    '',
  ])('%j is not mailed to', async (address) => {
    const { sink, deliver } = await laneTo();

    const delivery = await deliver(address);

    expect(delivery).toEqual({ kind: 'invalid-address' });
    expect(sink.commands()).toEqual([]);
  });

  it('with letters of another alphabet in its domain reaches that domain', async () => {
    const { sink, deliver } = await laneTo();

    await deliver('joerg@Müller.Example');

    expect(sink.received()[0]?.rcpt).toBe('joerg@xn--mller-kva.example');
  });
});

it('sixty-four lanes deliver side by side', async () => {
  const sink = await startSink();
  const lanes = Array.from({ length: 64 }, () => openLane(SmtpUrl.parse(sink.url)));

  const deliveries = await Promise.all(
    lanes.map(async (lane, i) => {
      const mail = (n: number) => ({
        from: 'muster@example.com',
        to: `p${i}.${n}@example.com`,
        body: async () => `X: ${n}\r\n\r\n`,
      });
      return [await lane.deliver(mail(1)), await lane.deliver(mail(2))];
    }),
  );
  await Promise.all(lanes.map((lane) => lane.close()));
  await sink.stop();

  expect(deliveries.flat().every(({ kind }) => kind === 'sent')).toBe(true);
  expect(new Set(sink.received().map(({ rcpt }) => rcpt)).size).toBe(128);
});
