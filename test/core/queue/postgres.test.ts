import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { openQueues } from '#core/queue.ts';
import { makeDatabase } from '#test/harness/database.ts';

const script = fileURLToPath(new URL('going.ts', import.meta.url));

it('stops without a word while it is at work', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'muster-going-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said += text;
      if (said === 'ready\n') child.kill('SIGTERM');
    });
  }

  const [code] = await once(child, 'exit');

  expect(said).toBe('ready\n');
  expect(code).toBe(0);
}, 60_000);

it('closes even when the database went before it', async () => {
  const database = await makeDatabase();
  const warnings: string[] = [];
  const queues = await openQueues(
    {},
    database.url,
    pino({ level: 'warn' }, { write: (line) => void warnings.push(line) }),
  );
  await database.drop();

  await expect(queues.ping()).rejects.toThrow();
  await queues.close();

  for (const warning of warnings) expect(warning).toContain('the queue has lost its store');
});
