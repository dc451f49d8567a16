import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { packApp } from './pack.ts';
import { readWords } from './read-words.ts';

/** Writes the app's package to where it was asked from, and prints its path. */
export async function writePackage(words: string[]): Promise<void> {
  const read = readWords(words);
  if ('wrong' in read) {
    console.error(read.wrong);
    process.exitCode = 1;
    return;
  }
  const path = resolve('muster-teams.zip');
  writeFileSync(path, await packApp(read.app));
  console.log(path);
}
