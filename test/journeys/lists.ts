import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Upload } from '#bot/playground/slack/types.ts';

/** The list that the playground offers: 12 good and 5 bad rows. */
export const sampleList = (): Upload => ({
  name: 'sample.csv',
  content: readFileSync(new URL('../../bot/playground/page/sample.csv', import.meta.url)),
});

export const listOf = (text: string, name = 'list.csv'): Upload => ({ name, content: Buffer.from(text) });

/** So many people who can all be invited; of another list, other people. */
export function goodList(people: number, name: string): Upload {
  const who = name.replace(/\W/g, '');
  const first = (createHash('sha256').update(name).digest().readUInt16BE() % 990) * 100;
  const rows = Array.from(
    { length: people },
    (_, i) => `${who}${i}@example.com,Pat ${i},+447400${900_000 + first + i}`,
  );
  return listOf(['email,first_name,mobile_phone', ...rows].join('\n'), name);
}
