import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { adam, makeChat, rosa } from '../harness/chat.ts';
import { type Muster, startMuster } from '../harness/muster.ts';
import { playgroundAt } from '../harness/playground.ts';
import { goodList } from '../journeys/lists.ts';

// node --import tsx test/bench/import-in-chat.ts [rows]: a list dropped into the playground, with the whole product in one process.
// How long until its card, how much memory on top, and how long another command waits for its acknowledgement meanwhile.
const rows = Number(process.argv[2] ?? 10_000);

const muster = await startMuster();
const chat = makeChat(playgroundAt(muster.url));
await chat.importList(rosa, goodList(10, 'warm-up.csv'));
await chat.message(rosa, 'Check this list', 'warm-up.csv');
await pause(2_000);

const idle = memory(muster);
const waits: number[] = [];
let peak = idle;
let over = false;
const probe = (async () => {
  while (!over) {
    const begun = performance.now();
    await chat.type(adam, '/muster about');
    waits.push(performance.now() - begun);
    peak = Math.max(peak, memory(muster));
    await pause(50);
  }
})();

const begun = performance.now();
await chat.importList(rosa, goodList(rows, 'large.csv'));
await chat.message(rosa, 'Check this list', 'large.csv');
const seconds = (performance.now() - begun) / 1_000;
over = true;
await probe;
await muster.stop();

waits.sort((a, b) => a - b);
const at = (share: number) => Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0);
console.table({
  [`${rows} rows`]: {
    'from file to card, s': seconds.toFixed(2),
    'idle, MB': Math.round(idle),
    'on top, MB': Math.round(peak - idle),
    'command acknowledged, median ms': at(0.5),
    'p99 ms': at(0.99),
    'ready after, s': (muster.readyAfter / 1_000).toFixed(1),
  },
});

/** Resident memory of the process, in MB. */
function memory({ pid }: Muster): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
}
