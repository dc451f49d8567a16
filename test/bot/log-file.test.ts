import { setImmediate as breathe } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { logFile } from '#bot/log-file.ts';
import type { LogRow } from '#core/runs/run-log.ts';

const row = {
  row: 1,
  name: '=SUM(A1)',
  channel: 'whatsapp',
  status: 'Success',
  ...{ differs: false, isRehearsal: false, attempts: 1 },
} as const;

async function* log(rows: number): AsyncGenerator<LogRow> {
  for (let done = 0; done < rows; done++) {
    if (done % 1_000 === 0) await breathe();
    yield row;
  }
}

it('writes a file that spreadsheets read as UTF-8, in which nothing counts as a formula', async () => {
  const text = Buffer.from(await logFile(log(1))).toString('utf8');

  expect(text.startsWith('\uFEFFRow,Line,Username,Name,')).toBe(true);
  expect(text).toContain("'=SUM(A1)");
  expect(text.endsWith('\r\n')).toBe(true);
});

it('lets others work while it writes a long one', async () => {
  const begun = performance.now();
  let writing = true;
  let longestWait = 0;
  const others = (async () => {
    for (let last = begun; writing; last = performance.now()) {
      await breathe();
      longestWait = Math.max(longestWait, performance.now() - last);
    }
  })();

  await logFile(log(50_000)).finally(() => {
    writing = false;
  });

  await others;
  expect(longestWait).toBeLessThan((performance.now() - begun) / 3);
});
