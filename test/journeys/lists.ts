import { readFileSync } from 'node:fs';
import type { Upload } from '#bot/playground/slack/types.ts';

/** The list that the playground offers: 12 good and 5 bad rows. */
export const sampleList = (): Upload => ({
  name: 'sample.csv',
  content: readFileSync(new URL('../../bot/playground/page/sample.csv', import.meta.url)),
});

export const listOf = (text: string, name = 'list.csv'): Upload => ({ name, content: Buffer.from(text) });

/** So many people who can all be invited. */
export function goodList(people: number, name = 'good.csv'): Upload {
  const rows = Array.from({ length: people }, (_, i) => `p${i}@example.com,Pat ${i},+4474009${String(10_000 + i)}`);
  return listOf(['email,first_name,mobile_phone', ...rows].join('\n'), name);
}
