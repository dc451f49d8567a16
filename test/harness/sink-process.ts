import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type SinkOptions, startSink } from './sink.ts';
import type { SinkFault, Struck } from './sink-faults.ts';

const Line = z.tuple([z.string(), z.string(), z.string(), z.coerce.number()]);
/** `at` in milliseconds since 1970, by the clock of this machine. */
export type Noted = { rcpt: string; messageId: string; sha256: string; at: number };

export type SinkProcess = {
  url: string;
  received(): Noted[];
  /** Bytes written down so far: grows with each letter. */
  size(): number;
  /** The faults that came about. */
  struck(): Struck[];
  /** From now on these faults, instead of the ones before. */
  strike(faults: SinkFault[]): void;
  stop(): Promise<void>;
};

type Options = Omit<SinkOptions, 'record' | 'struck'>;

/** The sink in a process of its own, for tests that kill ours: it writes each letter down in `log` before it answers. */
export async function forkSink(log: string, options: Options = {}): Promise<SinkProcess> {
  const child = fork(fileURLToPath(import.meta.url), [log, JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
  const url = await firstMessage(child);
  return {
    url,
    received: () => linesOf(log).map(readLetter),
    size: () => statSync(log).size,
    struck: () => linesOf(faultsBeside(log)).map((line) => JSON.parse(line)),
    strike: (faults) => void child.send(faults),
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

const faultsBeside = (log: string) => `${log}.faults`;

const linesOf = (file: string) => readFileSync(file, 'utf8').split('\n').slice(0, -1);

function readLetter(line: string): Noted {
  const [rcpt, messageId, sha256, at] = Line.parse(line.split('\t'));
  return { rcpt, messageId, sha256, at };
}

async function main(log: string, options: string): Promise<void> {
  const letters = openSync(log, 'a');
  const faults = openSync(faultsBeside(log), 'a');
  const sink = await startSink({
    ...JSON.parse(options),
    record({ rcpt, messageId, raw }) {
      const sha256 = createHash('sha256').update(raw, 'latin1').digest('hex');
      writeSync(letters, `${rcpt}\t${messageId}\t${sha256}\t${Date.now()}\n`);
    },
    struck: (struck) => void writeSync(faults, `${JSON.stringify(struck)}\n`),
  });
  process.on('message', (faults: SinkFault[]) => sink.strike(faults));
  process.send?.(sink.url);
  process.once('disconnect', () => void sink.stop());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv[2] ?? '', process.argv[3] ?? '{}');
