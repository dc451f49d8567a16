import { monitorEventLoopDelay } from 'node:perf_hooks';
import { beforeAll, expect, it } from 'vitest';
import { pressed } from '#bot/platforms/slack/hear/fields.ts';
import { plainWords } from '#bot/platforms/slack/hear/words.ts';
import { emailAddress } from '#core/email-address.ts';
import { checkInWorker } from '#core/imports/check-file/check-in-worker.ts';
import { shownFileName } from '#core/imports/file-name.ts';
import { looksCalculated, phoneNumber } from '#core/phone-number.ts';
import { settingKeys, settings } from '#core/settings/settings.ts';

const header = 'email,first_name,mobile_phone\n';
const rules = { maxRows: 10_000, maxColumns: 64 };

async function check(text: string): Promise<{ rows: number; code?: string }> {
  const bytes = new Uint8Array(Buffer.byteLength(text));
  bytes.set(Buffer.from(text));
  let rows = 0;
  let code: string | undefined;
  for await (const part of checkInWorker(bytes, rules)) {
    if (part.kind === 'rows') rows += part.batch.lines.length;
    if (part.kind === 'rejected') code = part.rejection.code;
  }
  return { rows, ...(code && { code }) };
}

beforeAll(async () => {
  // The first thread of a process has to read the program.
  await check(`${header}a@b.co,x,\n`);
});

const bombs: [string, () => string, object][] = [
  ['a million columns in the header', () => `${'x,'.repeat(1_000_000)}\n`, { code: 'FILE_BROKEN' }],
  ['a million columns in a row', () => `${header}a@b.co${','.repeat(60_000)}\n`, { rows: 1 }],
  ['a cell of 5 MB', () => `${header}a@b.co,${'x'.repeat(4_900_000)},\n`, { code: 'FILE_BROKEN' }],
  ['a quote that is never closed', () => `${header}a@b.co,"${'x\n'.repeat(2_400_000)}`, { code: 'FILE_BROKEN' }],
  ['nothing but quotes', () => header + '"",'.repeat(1_600_000), { rows: 0 }],
  [
    'twice the rows that it may have',
    () => header + Array.from({ length: 20_000 }, (_, i) => `p${i}@b.co,x,`).join('\n'),
    { code: 'FILE_TOO_MANY_ROWS' },
  ],
  [
    'letters that become eighteen when they are normalised',
    () => header + Array.from({ length: 80 }, (_, i) => `a${i}@b.co,x,${'\ufdfa'.repeat(20_000)}`).join('\n'),
    { rows: 80 },
  ],
  [
    'domains that nearly are some',
    () => header + Array.from({ length: 80 }, () => `a@${`a${'-'.repeat(60)}a.`.repeat(900)}!,x,`).join('\n'),
    { rows: 80 },
  ],
  ['blank lines', () => header + '\n'.repeat(4_900_000), { rows: 0, code: 'FILE_ONLY_HEADER' }],
  ['blank lines of an old Mac', () => header + '\r'.repeat(4_900_000), { rows: 0, code: 'FILE_ONLY_HEADER' }],
  ['rows of commas', () => header + ',\n'.repeat(2_450_000), { rows: 0, code: 'FILE_ONLY_HEADER' }],
  ['rows of commas before a person', () => `${header}${',\n'.repeat(2_400_000)}a@b.co`, { code: 'FILE_TOO_MANY_ROWS' }],
  [
    'one person among blank lines',
    () => `${'\n'.repeat(2_000_000)}${header}${'\n'.repeat(2_000_000)}a@b.co`,
    { rows: 1 },
  ],
  [
    'marks without letters',
    () => header + Array.from({ length: 80 }, (_, i) => `a${i}@b.co,${'\u0301\u0323'.repeat(15_000)},`).join('\n'),
    { rows: 80 },
  ],
  [
    'domains of other alphabets without end',
    () => header + Array.from({ length: 80 }, () => `a@${'ü'.repeat(30_000)}.de,x,`).join('\n'),
    { rows: 80 },
  ],
  ['marks in its header', () => `email,${'\u0301\u0323'.repeat(15_000)}\na@b.co,x\n`, { rows: 1 }],
];

it.each(bombs)('reads a file of %s in its own thread, and nobody else waits', async (_, file, expected) => {
  const text = file();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const begun = performance.now();

  const found = await check(text);

  delay.disable();
  expect(found).toMatchObject(expected);
  expect(performance.now() - begun).toBeLessThan(15_000);
  // DESIGN asks for 300 ms at the most; read in the main thread, each of these would take seconds.
  expect(delay.percentile(99) / 1e6).toBeLessThan(300);
});

const readers: Record<string, (text: string) => unknown> = {
  emailAddress,
  looksCalculated,
  phoneNumber,
  pressed,
  plainWords,
  shownFileName,
  ...Object.fromEntries(settingKeys.map((key) => [key, (text: string) => settings[key].value.safeParse(text)])),
};
const pumps = [
  'a',
  'a.',
  'a-',
  '.',
  '-',
  '@',
  'a@',
  '1',
  '+1',
  '1e',
  ' ',
  '\n',
  '/',
  '"',
  '\\',
  '=',
  'e',
  '0',
  '한',
  '😀',
  '\u0301\u0323',
  '<http:',
  '<http:|',
  '<@A|',
  'ü.',
];

/** The best of some: on a busy machine any one may take long. */
function milliseconds(read: () => unknown): number {
  const takes = Array.from({ length: 5 }, () => {
    const begun = performance.now();
    read();
    return performance.now() - begun;
  });
  return Math.min(...takes);
}

it.each(Object.keys(readers))('%s takes no longer for text that was made to take long', (name) => {
  const slow: string[] = [];
  for (const pump of pumps) {
    for (const end of ['', '!', '@b.co', '\u0000']) {
      const text = pump.repeat(20_000 / pump.length) + end;
      if (milliseconds(() => readers[name]?.(text)) > 100) slow.push(pump + end);
    }
  }

  expect(slow).toEqual([]);
});
