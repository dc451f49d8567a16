import { writeFileSync } from 'node:fs';
import { slackManifest } from './manifest.ts';

const url = process.argv[2] ?? 'https://muster.example.com';
writeFileSync(new URL('./manifest.json', import.meta.url), `${JSON.stringify(slackManifest(url), null, 2)}\n`);
