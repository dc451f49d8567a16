import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { publicAddress } from '#bot/public-address.ts';
import { type Shape, slackManifest } from './manifest.ts';

/** What stands in the repository, by the name of its file. */
const shapes: Record<string, Shape> = {
  'manifest.json': {},
  'manifest.many.json': { many: true },
  'manifest.socket.json': { socket: true },
};

// With an address, and `many` or `socket` behind it: prints the manifest for that. Without: writes those in the repository.
const [address, ...words] = process.argv.slice(2);
const text = (url: string, shape: Shape) => `${JSON.stringify(slackManifest(url, shape), null, 2)}\n`;
if (address) print(address, words);
else {
  for (const [file, shape] of Object.entries(shapes)) {
    writeFileSync(new URL(`./${file}`, import.meta.url), text('https://muster.example.com', shape));
  }
}

function print(given: string, words: string[]): void {
  const { data: url } = publicAddress.safeParse(given);
  const { data: asked } = z.array(z.enum(['many', 'socket'])).safeParse(words);
  if (!url || !asked) {
    console.error(`Give ${publicAddress.description}, and behind it “many”, “socket” or nothing.`);
    process.exitCode = 1;
    return;
  }
  console.log(text(url, { many: asked.includes('many'), socket: asked.includes('socket') }));
}
