import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { openSync, readFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type SinkOptions, startSink } from './sink.ts';

const Noted = z.tuple([z.string(), z.string(), z.string()]);
type Noted = { rcpt: string; messageId: string; sha256: string };

export type SinkProcess = { url: string; received(): Noted[]; stop(): Promise<void> };

/** The sink in a process of its own, for tests that kill ours: it writes each letter down in `log` before it answers. */
export async function forkSink(log: string, options: Omit<SinkOptions, 'record'> = {}): Promise<SinkProcess> {
  const child = fork(fileURLToPath(import.meta.url), [log, JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
  const url = await firstMessage(child);
  return {
    url,
    received: () => readLog(log),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.disconnect();
      }),
  };
}

function firstMessage(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(z.string().parse(message)));
    child.once('exit', (code) => reject(new Error(`The sink ended with ${code} before it was ready`)));
  });
}

function readLog(log: string): Noted[] {
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => {
    const [rcpt, messageId, sha256] = Noted.parse(line.split('\t'));
    return { rcpt, messageId, sha256 };
  });
}

async function main(log: string, options: string): Promise<void> {
  const file = openSync(log, 'a');
  const sink = await startSink({
    ...JSON.parse(options),
    record: ({ rcpt, messageId, raw }) => {
      writeSync(file, `${rcpt}\t${messageId}\t${createHash('sha256').update(raw, 'latin1').digest('hex')}\n`);
    },
  });
  process.send?.(sink.url);
  process.once('disconnect', () => void sink.stop());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv[2] ?? '', process.argv[3] ?? '{}');
