import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { publicAddress } from '#bot/public-address.ts';
import type { App } from './manifest.ts';

const Id = z
  .guid()
  .toLowerCase()
  .refine((id) => !/^[0-]+$/.test(id));
const Version = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/);

/** TEAMS_APP_ID, PUBLIC_URL, and behind them what may be left out. Whatever is wrong is said in a sentence. */
export function readWords([first, second, ...others]: string[]): { app: App } | { wrong: string } {
  const { data: id } = Id.safeParse(first);
  if (!id) {
    const wanted = "It comes first: the bot's application (client) ID, 36 characters long.";
    return { wrong: `${noSuch('TEAMS_APP_ID', first)} ${wanted}` };
  }
  const { data: url } = publicAddress.safeParse(second);
  if (!url || new URL(url).protocol !== 'https:') {
    const wanted = 'It comes second: an address that starts with https, like https://muster.example.com.';
    return { wrong: `${noSuch('PUBLIC_URL', second)} ${wanted}` };
  }
  const stray = others.find((word) => word !== 'slash' && !Version.safeParse(word).success);
  if (stray !== undefined) {
    return { wrong: `“${stray}” means nothing here. Behind the address may stand “slash”, and a version like 1.0.1.` };
  }
  const version = others.find((word) => word !== 'slash') ?? ours();
  return { app: { id, url, version, slash: others.includes('slash') } };
}

const noSuch = (name: string, word?: string) =>
  word === undefined ? `${name} is missing.` : `“${word}” is no ${name}.`;

function ours(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return z.object({ version: Version }).parse(JSON.parse(text)).version;
}
