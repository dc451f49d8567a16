import { writeFileSync } from 'node:fs';
import { type Shape, slackManifest } from './manifest.ts';

/** What stands in the repository, by the name of its file. */
const shapes: Record<string, Shape> = {
  'manifest.json': {},
  'manifest.many.json': { many: true },
  'manifest.socket.json': { socket: true },
};

// With an address, and `many` or `socket` behind it: prints the manifest for that. Without: writes those in the repository.
const [url, ...words] = process.argv.slice(2);
const text = (address: string, shape: Shape) => `${JSON.stringify(slackManifest(address, shape), null, 2)}\n`;
if (url) console.log(text(url, { many: words.includes('many'), socket: words.includes('socket') }));
else {
  for (const [file, shape] of Object.entries(shapes)) {
    writeFileSync(new URL(`./${file}`, import.meta.url), text('https://muster.example.com', shape));
  }
}
