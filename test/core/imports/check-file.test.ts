import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { type CheckedPart, checkFile } from '#core/imports/check-file/check-file.ts';
import { checkInWorker } from '#core/imports/check-file/check-in-worker.ts';
import { keepThreadReady, letThreadGo } from '#core/imports/check-file/threads.ts';
import { RowProblem } from '#core/imports/problem.ts';
import type { Rejection } from '#core/imports/rejection.ts';
import { template } from '#core/imports/template.ts';

const HEADER = 'email,mobile_phone,first_name\n';
const person = (name: string) => `${name}@y.test,,${name}\n`;
const rules = { maxRows: 10_000, maxColumns: 64 };

type Checked = {
  rejection?: Rejection;
  ignored?: string[];
  rows: { line: number; email: string | null; problems: RowProblem[] }[];
};

async function check(file: string | Uint8Array, country?: string): Promise<Checked> {
  const checked: Checked = { rows: [] };
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  for await (const part of checkFile(bytes, { ...rules, ...(country && { country }) })) {
    if (part.kind === 'rejected') checked.rejection = part.rejection;
    else if (part.kind === 'header') checked.ignored = part.ignored;
    else
      part.batch.lines.forEach((line, i) => {
        const problems = RowProblem.array().parse(JSON.parse(part.batch.problems[i] ?? ''));
        checked.rows.push({ line, email: part.batch.values.email[i] ?? null, problems });
      });
  }
  return checked;
}

describe('a file that is no list', () => {
  const cases: [string, string | Uint8Array, Rejection][] = [
    ['that is empty', '', { code: 'FILE_EMPTY' }],
    ['of blank lines', '\ufeff\r\n \r\n', { code: 'FILE_EMPTY' }],
    ['of people without a header', 'bob@y.test,+447400123456,Bob\n', { code: 'FILE_NO_HEADER', person: true }],
    ['without a header', 'Bob,Fields,Markets\n', { code: 'FILE_NO_HEADER' }],
    ['with semicolons', 'email;phone\nbob@y.test;+447400123456\n', { code: 'FILE_NO_HEADER' }],
    ['with only a header', HEADER, { code: 'FILE_ONLY_HEADER' }],
    ['of empty rows below its header', `${HEADER},,\n,,\n`, { code: 'FILE_ONLY_HEADER' }],
    ['with a NUL', `${HEADER}bob@y.test,,B\0b\n`, { code: 'FILE_NOT_CSV', looksLike: 'binary' }],
    [
      'that is a picture',
      Buffer.from('89504e470d0a1a0a0000000d', 'hex'),
      { code: 'FILE_NOT_CSV', looksLike: 'binary' },
    ],
    ['that is a web page', '<!DOCTYPE html><p>email,phone', { code: 'FILE_NOT_CSV', looksLike: 'web-page' }],
    ['that is XML', '\ufeff<?xml version="1.0"?><a/>', { code: 'FILE_NOT_CSV', looksLike: 'web-page' }],
    ['that is Excel', Buffer.from('PK\x03\x04----xl/workbook.xml'), { code: 'FILE_NOT_CSV', looksLike: 'spreadsheet' }],
    ['that is a ZIP', Buffer.from('PK\x03\x04----staff.csv'), { code: 'FILE_NOT_CSV', looksLike: 'archive' }],
    ['that is gzipped', Buffer.from('1f8b0800', 'hex'), { code: 'FILE_NOT_CSV', looksLike: 'archive' }],
    ['that is a PDF', '%PDF-1.7\n', { code: 'FILE_NOT_CSV', looksLike: 'pdf' }],
    [
      'in Latin-1',
      Buffer.from(`${HEADER}a@y.test,,Ann\nb@y.test,,J\xf6rg\n`, 'latin1'),
      { code: 'FILE_NOT_UTF8', line: 3 },
    ],
    ['in UTF-16', Buffer.from(`\ufeff${HEADER}a@y.test,,Ann\n`, 'utf16le'), { code: 'FILE_NOT_UTF8', line: 1 }],
    [
      'with an open quote',
      `${HEADER}a@y.test,,Ann\nb@y.test,"1,Bob\nc@y.test,,Cy\n`,
      { code: 'FILE_BROKEN', line: 3, why: 'quote' },
    ],
    [
      'with an open quote and much below it',
      `${HEADER}b@y.test,"1,Bob\n${person('c').repeat(9_000)}`,
      { code: 'FILE_BROKEN', line: 2, why: 'quote' },
    ],
    [
      'with a row like a novel',
      `${HEADER}a@y.test,,${'x'.repeat(70_000)}\n`,
      { code: 'FILE_BROKEN', line: 2, why: 'record-too-long' },
    ],
    ['with the same column twice', 'Email,phone,E-Mail\na@y.test,,\n', { code: 'FILE_COLUMN_TWICE', column: 'email' }],
    ['with 65 columns', `email${',x'.repeat(64)}\na@y.test\n`, { code: 'FILE_TOO_MANY_COLUMNS', limit: 64 }],
    [
      'with 10,001 rows',
      HEADER + Array.from({ length: 10_001 }, (_, i) => person(`p${i}`)).join(''),
      { code: 'FILE_TOO_MANY_ROWS', limit: 10_000 },
    ],
  ];

  it.each(cases)('%s is refused with its reason', async (_, file, rejection) => {
    const checked = await check(file);

    expect(checked.rejection).toEqual(rejection);
  });
});

describe('a row', () => {
  const cases: [string, string, object][] = [
    ['without an address', ',+447400123456,Bob', { code: 'EMAIL_MISSING', column: 'email' }],
    ['with half an address', 'bob@,,Bob', { code: 'EMAIL_INVALID', column: 'email' }],
    ['with a line break in its address', '"bob@y.test>\r\nRCPT TO:<evil@x.test",,Bob', { code: 'EMAIL_INVALID' }],
    ['with a letter of another alphabet before the @', 'bоb@y.test,,Bob', { code: 'EMAIL_INVALID' }],
    ['with 65 characters before the @', `${'b'.repeat(65)}@y.test,,Bob`, { code: 'EMAIL_INVALID' }],
    ['with a number that cannot be', 'bob@y.test,+44740,Bob', { code: 'PHONE_INVALID', column: 'mobile_phone' }],
    ['with a national number and no country', 'bob@y.test,07400 123456,Bob', { code: 'PHONE_INVALID' }],
    ['with an extension', 'bob@y.test,+44 7400 123456 ext 5,Bob', { code: 'PHONE_INVALID' }],
    ['with a formula for a number', 'bob@y.test,=+447400123456,Bob', { code: 'PHONE_INVALID' }],
    ['with letters for a number', 'bob@y.test,+1-800-FLOWERS,Bob', { code: 'PHONE_INVALID' }],
    ['with a number that Excel calculated', 'bob@y.test,4.479E+11,Bob', { code: 'PHONE_LOOKS_CALCULATED' }],
    [
      'with a line break in its name',
      'bob@y.test,,"Bob\r\nBcc: evil@x.test"',
      { code: 'TEXT_UNSAFE', column: 'first_name' },
    ],
    ['with a mention of everybody', 'bob@y.test,,<!channel>', { code: 'TEXT_UNSAFE' }],
    ['with a formula', 'bob@y.test,,=cmd()', { code: 'TEXT_UNSAFE' }],
    ['with a name that runs backwards', 'bob@y.test,,Bob\u202egnp', { code: 'TEXT_UNSAFE' }],
    ['with an invisible letter', 'bob@y.test,,B\u200bob', { code: 'TEXT_UNSAFE' }],
    ['with 4,000 characters', `bob@y.test,,${'x'.repeat(4_000)}`, { code: 'TEXT_TOO_LONG', column: 'first_name' }],
    ['with more cells than columns', 'bob@y.test,,Bob,Smith', { code: 'TOO_MANY_CELLS' }],
  ];

  it.each(cases)('%s is wrong, and says why', async (_, row, problem) => {
    const { rows } = await check(HEADER + row);

    expect(rows).toMatchObject([{ line: 2, problems: [problem] }]);
  });

  it('is not read where a cell is far too long', async () => {
    const { rows } = await check(
      `email,phone,first_name\n${'a'.repeat(2_000)}@y.test,${'1'.repeat(2_000)},${'x'.repeat(2_000)}\n`,
    );

    expect(rows[0]?.problems.map(({ code, column }) => [code, column])).toEqual([
      ['TEXT_TOO_LONG', 'email'],
      ['TEXT_TOO_LONG', 'mobile_phone'],
      ['TEXT_TOO_LONG', 'first_name'],
    ]);
  });

  it('is known by its line below blank lines of any kind', async () => {
    const { rows } = await check('\n\nemail,first_name\n\n,\n \n\na@y.test,"x\n"\n\n\nb@y.test,\n');

    expect(rows.map(({ line }) => line)).toEqual([8, 12]);
  });

  it('says everything that is wrong with it at once', async () => {
    const { rows } = await check(
      'email,phone,first_name,language,country,time_zone,org_unit\nbob@,12,=1,xx,UK,Nowhere/City,"A / <b>",more\n',
    );

    expect(rows[0]?.problems).toEqual([
      { code: 'TOO_MANY_CELLS' },
      { code: 'EMAIL_INVALID', column: 'email', value: 'bob@' },
      { code: 'PHONE_INVALID', column: 'mobile_phone', value: '12' },
      { code: 'TEXT_UNSAFE', column: 'first_name', value: '=1' },
      { code: 'LANGUAGE_INVALID', column: 'language', value: 'xx' },
      { code: 'COUNTRY_INVALID', column: 'country', value: 'UK' },
      { code: 'TIME_ZONE_INVALID', column: 'time_zone', value: 'Nowhere/City' },
      { code: 'TEXT_UNSAFE', column: 'org_unit', value: 'A / <b>' },
    ]);
  });

  it('of the template is never taken for a person', async () => {
    const { rows } = await check(template());

    expect(rows.map(({ problems }) => problems)).toEqual([
      [{ code: 'SAMPLE_ROW', column: 'email' }],
      [{ code: 'SAMPLE_ROW', column: 'email' }],
    ]);
  });
});

describe('a list', () => {
  it.each([
    ['\r\n with a byte order mark', '\ufeffE-Mail,Phone Number,note\r\n\r\na@y.test,,"two\r\nlines"\r\nb@,,\r\n,,\r\n'],
    ['\n', 'email_address,MOBILE,note\n\na@y.test,,"two\nlines"\nb@,,\n'],
    ['\r', 'Email Address,mobile-phone,note\r\ra@y.test,,"two\rlines"\rb@,,'],
  ])('is read with %j at the end of its lines, and rows are known by their line', async (_, list) => {
    const checked = await check(list);

    expect(checked.ignored).toEqual(['note']);
    expect(checked.rows).toMatchObject([
      { line: 3, email: 'a@y.test', problems: [] },
      { line: 5, email: null, problems: [{ code: 'EMAIL_INVALID' }] },
    ]);
  });

  it('may have columns that are named to do harm: they are ignored and listed', async () => {
    const checked = await check('email,__proto__,constructor,Is Admin,\na@y.test,1,2,true,\n');

    expect(checked.ignored).toEqual(['__proto__', 'constructor', 'Is Admin']);
    expect(checked.rows).toMatchObject([{ problems: [] }]);
  });

  it.each([
    ['Bob', 'bob@y.test', '+44 7400 123456'],
    ['Bob', '<bob@y.test>', 'x'],
    ['Bob', '07400123456', 'x'],
    ['Bob', '(0)30/12 34-567', 'x'],
    ['Bob', '＋４４ ７４００ １２３４５６', 'x'],
  ])('shows nothing of a first line that seems to be a person: %s, %s, %s', async (...cells) => {
    const checked = await check(`email,${cells.join(',')}\na@y.test,1,2,3\n`);

    expect(checked.ignored).toEqual(['', '', '']);
    expect(checked.rows).toMatchObject([{ problems: [] }]);
  });

  it.each(['2026-11-22', 'Since 2026', '@home', 'Score (0–100)', 'Q3/2026', 'a@'])(
    'takes a column called %s for a column',
    async (name) => {
      expect((await check(`email,${name}\na@y.test,1\n`)).ignored).toEqual([name]);
    },
  );

  it('takes addresses of other alphabets in the form that mail can be sent to', async () => {
    const { rows } = await check('email\njoerg@Müller.example\n');

    expect(rows).toEqual([{ line: 2, email: 'joerg@xn--mller-kva.example', problems: [] }]);
  });
});

async function checked(limits: { patienceMs?: number; heapMb?: number }): Promise<CheckedPart[]> {
  const parts: CheckedPart[] = [];
  const bytes = Uint8Array.from(Buffer.from(HEADER + person('bob')));
  for await (const part of checkInWorker(bytes, rules, limits)) parts.push(part);
  return parts;
}

/** The thread that is started next. */
const nextThread = () => new Promise<Worker>((resolve) => process.once('worker', resolve));

const whole = [{ kind: 'header', ignored: [] }, expect.objectContaining({ kind: 'rows' })];

describe('a file in a thread of its own', () => {
  it.each([
    ['keeps it busy for too long', { patienceMs: 1 }],
    ['needs too much memory', { heapMb: 2 }],
  ])('that %s is refused, and nothing else comes to harm', async (_, limits) => {
    const parts = await checked(limits);

    expect(parts).toEqual([{ kind: 'rejected', rejection: { code: 'FILE_NOT_READABLE' } }]);
  });

  it('is read by another thread when the one that was ready has died', async () => {
    const ready = nextThread();
    keepThreadReady();
    await (await ready).terminate();

    const parts = await checked({ patienceMs: 5_000 });

    expect(parts).toEqual(whole);
    await letThreadGo();
  });

  it('is not refused for a thread that ends: it can be tried again', async () => {
    const thread = nextThread();
    const checking = checked({ patienceMs: 5_000, heapMb: 64 });
    await (await thread).terminate();

    await expect(checking).rejects.toThrow('The thread that read the file has ended');
  });
});
