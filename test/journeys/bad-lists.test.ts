import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Upload } from '#bot/playground/slack/types.ts';
import { rosa, said } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';
import { listOf } from './lists.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  expect(house.slack.violations()).toEqual([]);
  await house.close();
});

const header = 'email,first_name,mobile_phone';
const rows = (count: number) => Array.from({ length: count }, (_, i) => `p${i}@example.com,Pat,`).join('\n');

const files: [string, Upload, RegExp][] = [
  ['an empty file', listOf(''), /The file is empty/],
  ['a file without a header', listOf('ann@example.com,Ann,+447400912345\n'), /does not name the columns/],
  ['only a header', listOf(`${header}\n`), /nobody below them/],
  ['a binary file', { name: 'list.csv', content: Buffer.from([0, 1, 2, 3, 255, 254, 0, 9]) }, /not text at all/],
  ['a spreadsheet', { name: 'list.csv', content: Buffer.from('PK\u0003\u0004rest') }, /an archive/],
  ['a web page', listOf('<!DOCTYPE html><html><body>Log in</body></html>'), /a web page/],
  ['6 MB', listOf(`${header}\n${'x'.repeat(6_000_000)}`), /larger than 5,000,000 bytes/],
  ['10,001 rows', listOf(`${header}\n${rows(10_001)}`), /more than 10,000 rows/],
];

it.each(files)('says in one sentence why %s is refused, and writes nothing', async (what, file, sentence) => {
  await house.chat.importList(rosa, { ...file, name: `${what}.csv` });

  const card = await house.chat.message(rosa, 'Not imported', `${what}.csv`);

  expect(said(card)).toMatch(sentence);
  expect(said(card)).not.toContain('"apply"');
  expect(await house.db.member.count()).toBe(0);
});

const cells: [string, string, RegExp][] = [
  ['a name with a line break', '"Ann\r\nBcc: all"', /characters that do not belong there/],
  ['a name that calls everybody', '<!channel>', /characters that do not belong there/],
  ['a name that is a formula', '=cmd()', /characters that do not belong there/],
  ['a name of 4,000 characters', 'x'.repeat(4_000), /Too long/],
];

it.each(cells)(
  'lists %s as wrong, with what to do, and never repeats it in the channel',
  async (what, name, sentence) => {
    const fileName = `${what.replace(/\W/g, '-')}.csv`;
    await house.chat.importList(rosa, listOf(`${header}\nann@example.com,${name},+447400912345\n`, fileName));

    const card = await house.chat.message(rosa, 'Check this list', fileName);

    expect(said(card)).toMatch(sentence);
    expect(said(card)).not.toContain(name.slice(0, 9));
    expect(await house.db.member.count()).toBe(0);
  },
);

it('leaves out a column called __proto__ and says so', async () => {
  await house.chat.importList(rosa, listOf(`${header},__proto__\nann@example.com,Ann,+447400912345,x\n`, 'proto.csv'));

  const card = await house.chat.message(rosa, 'Check this list', 'proto.csv');

  expect(said(card)).toContain('Columns that I do not know and leave out: __proto__');
});
