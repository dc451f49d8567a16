import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Health, makeHealth } from '#core/process/health.ts';
import { makeMetrics } from '#core/process/metrics.ts';
import { openServer, type Server } from '#core/process/server.ts';
import { StartError } from '#core/process/start-error.ts';

let server: Server;
let health: Health;
let base: string;
let inside = 0;
let letGo = () => {};

beforeEach(async () => {
  health = makeHealth();
  const needs = { log: pino({ level: 'silent' }), metrics: makeMetrics(), health };
  server = openServer({ HOST: '127.0.0.1', PORT: 0 }, needs);
  inside = 0;
  server.app.get('/slow', async () => {
    inside++;
    await new Promise<void>((resolve) => {
      letGo = resolve;
    });
    return { done: true };
  });
  server.app.get('/quick', async () => ({ done: true }));
  base = await server.listen();
});

afterEach(() => server.close());

it('is ready only while everything it watches works', async () => {
  let databaseWorks = false;
  health.watch('database', async () => {
    if (!databaseWorks) throw new Error('away');
  });
  health.watch('queue', async () => {});

  const before = await fetch(`${base}/readyz`);
  databaseWorks = true;
  const after = await fetch(`${base}/readyz`);

  expect([before.status, await before.json()]).toEqual([503, { status: 'not ready', failing: ['database'] }]);
  expect([after.status, await after.json()]).toEqual([200, { status: 'ready' }]);
});

it('counts a check that hangs as failed', async () => {
  health.watch('queue', () => new Promise(() => {}));

  const answer = await fetch(`${base}/readyz`);

  expect(await answer.json()).toEqual({ status: 'not ready', failing: ['queue'] });
});

it('is alive whatever it watches', async () => {
  health.watch('database', async () => {
    throw new Error('away');
  });

  const answer = await fetch(`${base}/healthz`);

  expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
});

it('tells Prometheus about itself', async () => {
  const answer = await fetch(`${base}/metrics`);

  expect(answer.headers.get('content-type')).toContain('text/plain');
  expect(await answer.text()).toContain('nodejs_eventloop_lag_seconds');
});

it('finishes what has begun while it drains, and puts off the rest', async () => {
  const begun = fetch(`${base}/slow`);
  await expect.poll(() => inside).toBe(1);

  server.drain();
  const [refused, unknown, alive, ready] = await Promise.all(
    ['/quick', '/none', '/healthz', '/readyz'].map((path) => fetch(`${base}${path}`)),
  );
  const closed = server.close();
  letGo();

  expect(refused?.status).toBe(503);
  expect(refused?.headers.get('retry-after')).toBe('5');
  expect(refused?.headers.get('connection')).toBe('close');
  expect(unknown?.status).toBe(503);
  expect(alive?.status).toBe(200);
  expect(await ready?.json()).toEqual({ status: 'not ready', failing: ['stopping'] });
  expect(await (await begun).json()).toEqual({ done: true });
  await closed;
});

describe('whoever sends slowly', () => {
  const patience = { headersMs: 300, requestMs: 600, silenceMs: 60_000 };
  const head = 'POST /echo HTTP/1.1\r\nHost: x\r\n';

  it.each([
    ['says nothing', [], 300],
    ['sends one header after the other', [head, 'A: 1\r\n', 'B: 2\r\n', 'C: 3\r\n'], 300],
    ['sends a body byte by byte', [`${head}Content-Length: 9\r\n\r\n`, 'a', 'b', 'c', 'd', 'e'], 600],
  ])('is let go when it %s', async (_, pieces, least) => {
    const needs = { log: pino({ level: 'silent' }), metrics: makeMetrics(), health };
    const slow = openServer({ HOST: '127.0.0.1', PORT: 0 }, needs, patience);
    slow.app.post('/echo', async () => 'heard');
    const { port } = new URL(await slow.listen());
    const begun = performance.now();

    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {});
    const closed = once(socket.resume(), 'close');
    for (const piece of pieces) {
      socket.write(piece);
      await pause(150);
    }
    await closed;

    expect(performance.now() - begun).toBeGreaterThan(least - 50);
    expect(performance.now() - begun).toBeLessThan(30_000);
    await slow.close();
  });
});

it('repeats nothing of an address that leads nowhere', async () => {
  for (const path of ['/secret', '/secret%zz', '/%E0%A4secret']) {
    const answer = await fetch(base + path);

    expect([answer.status, await answer.json()]).toEqual([404, { error: 'There is nothing here.' }]);
  }
});

it('names the port that is taken in one sentence', async () => {
  const port = Number(new URL(base).port);
  const needs = { log: pino({ level: 'silent' }), metrics: makeMetrics(), health };
  const second = openServer({ HOST: '127.0.0.1', PORT: port }, needs);

  await expect(second.listen()).rejects.toThrow(
    new StartError(`PORT ${port} is taken: something else listens there already.`),
  );
  await second.close();
});

it('gives whoever asked a reference in place of an inner error', async () => {
  const needs = { log: pino({ level: 'silent' }), metrics: makeMetrics(), health };
  const broken = openServer({ HOST: '127.0.0.1', PORT: 0 }, needs);
  broken.app.get('/broken', async () => {
    throw new Error('the password is 1234');
  });

  const response = await broken.app.inject({ url: '/broken' });

  expect(response.statusCode).toBe(500);
  expect(response.json()).toEqual({
    error: 'Something went wrong on our side.',
    reference: expect.stringMatching(/^[0-9A-Z]{6}$/),
  });
  await broken.close();
});
