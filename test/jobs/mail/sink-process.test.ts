import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SmtpUrl } from '#jobs/mail/config.ts';
import { openLane } from '#jobs/mail/lane.ts';
import { forkSink } from '#test/harness/sink-process.ts';

it('a sink in a process of its own has written down what it accepted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sink-'));
  const sink = await forkSink(join(folder, 'log'), { faults: [{ at: 'accepted', does: 'drop', rcpt: 'lost@' }] });
  const lane = openLane(SmtpUrl.parse(sink.url));
  const mail = (to: string) => ({
    from: 'm@example.com',
    to,
    body: async () => `Message-ID: <${to}>\r\n\r\nHello\r\n`,
  });

  const kinds = [
    (await lane.deliver(mail('lost@example.com'))).kind,
    (await lane.deliver(mail('anna@example.com'))).kind,
  ];
  await lane.close();

  expect(kinds).toEqual(['unknown', 'sent']);
  expect(sink.received().map(({ rcpt, messageId }) => [rcpt, messageId])).toEqual([
    ['lost@example.com', '<lost@example.com>'],
    ['anna@example.com', '<anna@example.com>'],
  ]);
  await sink.stop();
  await rm(folder, { recursive: true });
});
