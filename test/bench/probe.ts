import { fork } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What never came counts with all our patience. */
const Waits = z.object({
  /** Milliseconds until Slack would have had its 200. */
  acknowledged: z.array(z.number()),
  /** Milliseconds until the words for the person came to the response URL. */
  answered: z.array(z.number()),
});
export type Waits = z.infer<typeof Waits>;

type Asked = {
  eventsUrl: string;
  signingSecret: string;
  command: string;
  /** Slack's ids of those who type, in turns. */
  people: string[];
};

export type Probe = { end(): Promise<Waits> };

const EVERY_MS = 20;
// Slack gives up after three seconds; what is late is measured all the same.
const PATIENCE_MS = 30_000;
// People do not go on for ever where nobody answers. What they leave out counts as never answered.
const MOST_AT_ONCE = 50;

/** A process of its own in which somebody types a command every 20 ms, as Slack signs and sends it. */
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

async function ask({ eventsUrl, signingSecret, command, people }: Asked): Promise<void> {
  const open = new Map<string, number>();
  const waits: Waits = { acknowledged: [], answered: [] };
  const typed: Promise<void>[] = [];
  let over = false;
  let unasked = 0;

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
      ...{
        token: 'unused',
        team_id: 'T0MUSTER',
        api_app_id: 'A0MUSTER',
        user_id: people[typed.length % people.length] ?? '',
        channel_id: 'C0ONBOARD',
      },
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
    const status = await post(eventsUrl, { ...form, ...signed }, body).catch(() => undefined);
    waits.acknowledged.push(status === 200 ? performance.now() - asked : PATIENCE_MS);
  }

  process.once('message', () => {
    over = true;
  });
  for (let next = performance.now(); !over; next += EVERY_MS) {
    if (open.size < MOST_AT_ONCE) typed.push(type());
    else unasked++;
    if (typed.length === 1) process.send?.('asking');
    await pause(Math.max(0, next + EVERY_MS - performance.now()));
  }
  await Promise.all(typed);
  for (const deadline = Date.now() + PATIENCE_MS; open.size > 0 && Date.now() < deadline; ) await pause(20);
  const never = (count: number) => Array.from({ length: count }, () => PATIENCE_MS);
  waits.acknowledged.push(...never(unasked));
  waits.answered.push(...never(unasked + open.size));
  process.send?.(waits);
  answers.close();
}

// Connections are kept, and as many are opened as there are commands under way.
const agent = new Agent({ keepAlive: true });

function post(url: string, headers: Record<string, string>, body: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers, timeout: PATIENCE_MS }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode));
    });
    sent.once('timeout', () => sent.destroy(new Error('no answer')));
    sent.once('error', reject).end(body);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ask(JSON.parse(process.argv[2] ?? ''));
