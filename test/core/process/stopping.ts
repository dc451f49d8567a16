// Run as a process of its own: says what it does while it is stopped. The first argument chooses a step that goes wrong.
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { onShutdown } from '#core/process/shutdown.ts';

const [wrong] = process.argv.slice(2);
const step = (name: string, run = async () => {}) => ({
  name,
  run: async () => {
    console.log(name);
    await run();
  },
});

onShutdown(pino({ level: 'silent' }), [
  step('first', async () => {
    if (wrong === 'hangs') await new Promise(() => {});
    if (wrong === 'throws') throw new Error('no');
    await pause(100);
  }),
  step('second'),
]);
setInterval(() => {}, 60_000);
console.log('ready');
