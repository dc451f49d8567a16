import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { logFile } from '#bot/log-file.ts';
import { type CheckedPart, checkFile } from '#core/imports/check-file/check-file.ts';
import type { LogRow } from '#core/runs/log-row.ts';

const row: LogRow = {
  ...{ row: 1, line: 2, channel: 'whatsapp', status: 'Failed' },
  ...{ differs: false, isRehearsal: false, attempts: 1 },
};

async function fileOf(...rows: LogRow[]): Promise<string> {
  async function* all() {
    yield* rows;
  }
  return Buffer.from(await logFile(all())).toString('utf8');
}

const leads = [
  '=',
  '+',
  '-',
  '@',
  '\t=',
  '\r=',
  '＝',
  '＋',
  '－',
  '＠',
  '=cmd|/C calc!A0',
  '@SUM(A1:A9)',
  '-2+3',
  '+44',
];

describe.each(leads)('a cell that begins with %j', (lead) => {
  const words = `${lead}1`;
  const texts = { username: words, name: words, email: words, phone: words, orgUnit: words, reply: words };

  it('is text to a spreadsheet, in every column', async () => {
    const records: string[][] = parse(await fileOf({ ...row, ...texts, messageId: words }), { bom: true });

    const cells = records.slice(1).flat();
    expect(cells.filter((cell) => cell.includes(words))).toHaveLength(7);
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
  });
});

it.each(['a,b', 'a"b', '"', '""', 'a\r\nb', ',,,,', '"=1"', '\\"', "'", '\ufeffx'])(
  'keeps %j in one cell of one row',
  async (words) => {
    const records: string[][] = parse(await fileOf({ ...row, name: words }, row), { bom: true });

    expect(records).toHaveLength(3);
    expect(new Set(records.map((cells) => cells.length))).toEqual(new Set([17]));
    expect(records[1]?.[3]).toBe(words);
  },
);

it('can be brought in again as it is: numbers keep their +, people their addresses', async () => {
  const people = [
    { email: 'ida@acme.test', phone: '+447400912345', username: 'ida', orgUnit: 'Markets / Rates' },
    { email: 'jon+x@acme.test', phone: '+12125550123', username: 'jon', orgUnit: 'Größe / “2”' },
  ];
  const file = await fileOf(...people.map((person, i) => ({ ...row, ...person, row: i + 1 })));

  const parts: CheckedPart[] = [];
  for await (const part of checkFile(Buffer.from(file), { maxRows: 10, maxColumns: 64 })) parts.push(part);

  const batch = parts.find((part) => part.kind === 'rows')?.batch;
  expect(batch?.problems).toEqual(['[]', '[]']);
  expect(batch?.values).toMatchObject({
    email: people.map(({ email }) => email),
    mobile_phone: people.map(({ phone }) => phone),
    username: people.map(({ username }) => username),
    org_unit: people.map(({ orgUnit }) => orgUnit),
  });
});
