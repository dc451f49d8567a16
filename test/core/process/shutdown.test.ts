import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('stopping.ts', import.meta.url));

it('runs the steps once and in order, however often it is told', async () => {
  const { said, code } = await stop({ signals: ['SIGTERM', 'SIGTERM'] });

  expect(said).toEqual(['ready', 'first', 'second']);
  expect(code).toBe(0);
});

it('goes on to the next step when one fails', async () => {
  const { said, code } = await stop({ wrong: 'throws', signals: ['SIGINT'] });

  expect(said).toEqual(['ready', 'first', 'second']);
  expect(code).toBe(0);
});

it('ends at once on a second Ctrl-C', async () => {
  const { said, code } = await stop({ wrong: 'hangs', signals: ['SIGINT', 'SIGINT'] });

  expect(said).toEqual(['ready', 'first']);
  expect(code).toBe(1);
});

/** Sends one signal for each line it says, beginning when it is ready. */
async function stop({ wrong = '', signals }: { wrong?: string; signals: NodeJS.Signals[] }) {
  const child = spawn(process.execPath, ['--import', 'tsx', script, wrong], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    const signal = signals.shift();
    if (signal) child.kill(signal);
  }
  const [code] = await ended;
  return { said, code };
}
