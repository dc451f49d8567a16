import { fork } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const Waits = z.object({
  /** Milliseconds until Slack would have had its 200. */
  acknowledged: z.array(z.number()),
  /** Milliseconds until the words for the person came to the response URL. */
  answered: z.array(z.number()),
  /** Commands whose answer never came. */
  lost: z.number(),
});
export type Waits = z.infer<typeof Waits>;

type Asked = { eventsUrl: string; signingSecret: string; command: string };

export type Probe = { end(): Promise<Waits> };

const EVERY_MS = 20;

/** Somebody else's process that types a command every 20 ms, as Slack signs and sends it. */
export async function startProbe(asked: Asked): Promise<Probe> {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(asked)], { execArgv: ['--import', 'tsx'] });
  await once(child, 'message');
  return {
    async end() {
      child.send('end');
      const [waits] = await once(child, 'message');
      child.disconnect();
      return Waits.parse(waits);
    },
  };
}

async function ask({ eventsUrl, signingSecret, command }: Asked): Promise<void> {
  const open = new Map<string, number>();
  const waits: Waits = { acknowledged: [], answered: [], lost: 0 };
  let over = false;

  const answers = createServer((request, response) => {
    const id = request.url ?? '';
    const asked = open.get(id);
    if (asked !== undefined) waits.answered.push(performance.now() - asked);
    open.delete(id);
    request.resume();
    response.end('ok');
  });
  answers.listen(0, '127.0.0.1');
  await once(answers, 'listening');
  const address = answers.address();
  const responses = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;

  async function type(): Promise<void> {
    const id = `/${randomUUID()}`;
    const body = new URLSearchParams({
      ...{ token: 'unused', team_id: 'T0MUSTER', api_app_id: 'A0MUSTER', user_id: 'U0ROSA', channel_id: 'C0ONBOARD' },
      ...{
        command: '/muster',
        text: command,
        trigger_id: id,
        response_url: responses + id,
        is_enterprise_install: 'false',
      },
    }).toString();
    const at = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const signed = { 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${signature}` };
    const asked = performance.now();
    open.set(id, asked);
    const { status } = await fetch(eventsUrl, { method: 'POST', headers: { ...form, ...signed }, body });
    waits.acknowledged.push(performance.now() - asked);
    if (status !== 200) throw new Error(`The command was answered with ${status}`);
  }

  process.once('message', () => {
    over = true;
  });
  const typed: Promise<void>[] = [];
  for (let next = performance.now(); !over; next += EVERY_MS) {
    typed.push(type());
    if (typed.length === 1) process.send?.('asking');
    await pause(Math.max(0, next + EVERY_MS - performance.now()));
  }
  await Promise.all(typed);
  for (const deadline = Date.now() + 5_000; open.size > 0 && Date.now() < deadline; ) await pause(20);
  process.send?.({ ...waits, lost: open.size });
  answers.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ask(JSON.parse(process.argv[2] ?? ''));
