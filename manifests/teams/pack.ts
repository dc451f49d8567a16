import { readFileSync } from 'node:fs';
import { openZip } from '#bot/evidence/zip.ts';
import { type App, teamsManifest } from './manifest.ts';

/** What an administrator uploads: Teams looks for all three at the root. */
export async function packApp(app: App): Promise<Uint8Array> {
  const zip = openZip();
  await zip.add('manifest.json', [Buffer.from(`${JSON.stringify(teamsManifest(app), null, 2)}\n`)]);
  for (const icon of ['color.png', 'outline.png']) {
    await zip.add(icon, [readFileSync(new URL(`icons/${icon}`, import.meta.url))]);
  }
  return zip.end();
}
