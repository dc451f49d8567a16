import { expect, it } from 'vitest';
import { csvFile } from '#bot/csv-file.ts';
import { logFile } from '#bot/log-file.ts';
import type { LogRow } from '#core/runs/run-log.ts';

const row = {
  row: 1,
  name: '=SUM(A1)',
  channel: 'whatsapp',
  status: 'Success',
  ...{ differs: false, isRehearsal: false, attempts: 1 },
} as const;

async function* log(): AsyncGenerator<LogRow> {
  yield row;
}

it('writes a file that spreadsheets read as UTF-8, in which nothing counts as a formula', async () => {
  const text = Buffer.from(await logFile(log())).toString('utf8');

  expect(text.startsWith('\uFEFFRow,Line,Username,Name,')).toBe(true);
  expect(text).toContain("'=SUM(A1)");
  expect(text.endsWith('\r\n')).toBe(true);
});

it('is written as its rows come, so that others can work meanwhile', async () => {
  let read = 0;
  async function* rows() {
    for (; read < 50_000; read++) yield [read];
  }

  const [first] = await csvFile(['Row'], rows()).take(1).toArray();

  expect(String(first)).toContain('Row');
  expect(read).toBeLessThan(50_000);
});
