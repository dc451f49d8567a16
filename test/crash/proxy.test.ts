import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FaultProxy, startProxy } from './ground/proxy.ts';

let proxy: FaultProxy;
let close: () => void;
beforeEach(async () => {
  const echo = createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  close = () => echo.close();
  const address = echo.address();
  proxy = await startProxy(typeof address === 'object' && address ? address.port : 0);
});
afterEach(async () => {
  await proxy.stop();
  close();
});

async function caller() {
  const socket = connect(proxy.port, '127.0.0.1').setEncoding('utf8');
  const events: string[] = [];
  socket.on('data', (text) => events.push(String(text)));
  socket.on('error', () => events.push('error'));
  socket.on('close', () => events.push('close'));
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  return { socket, events };
}

async function closed({ socket }: Awaited<ReturnType<typeof caller>>): Promise<void> {
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}

it('carries what is said, later when told to', async () => {
  const { socket } = await caller();
  socket.write('at once');
  expect(await once(socket, 'data')).toEqual(['at once']);

  proxy.delay(100);
  const begun = performance.now();
  socket.write('later');

  expect(await once(socket, 'data')).toEqual(['later']);
  expect(performance.now() - begun).toBeGreaterThan(190);
});

it('cuts what stands and lets new callers in', async () => {
  const cut = await caller();
  cut.socket.write('a');
  await once(cut.socket, 'data');

  proxy.cut();
  await closed(cut);
  const { socket } = await caller();
  socket.write('b');

  expect(await once(socket, 'data')).toEqual(['b']);
});

it('turns new callers away and keeps the old', async () => {
  const old = await caller();
  old.socket.write('a');
  await once(old.socket, 'data');

  proxy.refuse();
  const turnedAway = await caller();
  await closed(turnedAway);
  old.socket.write('b');

  expect(await once(old.socket, 'data')).toEqual(['b']);
});

it('goes silent without a word, until it is healed', async () => {
  const { socket, events } = await caller();
  socket.write('a');
  await once(socket, 'data');

  proxy.goSilent();
  socket.write('lost');
  await pause(150);
  const heard = [...events];
  proxy.heal();
  socket.write('b');

  expect(heard).toEqual(['a']);
  expect(await once(socket, 'data')).toEqual(['b']);
});
