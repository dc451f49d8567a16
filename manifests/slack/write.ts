import { writeFileSync } from 'node:fs';
import { slackManifest } from './manifest.ts';

// With an address: prints the manifest for it. Without: writes the one that stands in the repository.
const [url] = process.argv.slice(2);
const manifest = `${JSON.stringify(slackManifest(url ?? 'https://muster.example.com'), null, 2)}\n`;
if (url) console.log(manifest);
else writeFileSync(new URL('./manifest.json', import.meta.url), manifest);
