import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const layers = { core: ['prisma'], jobs: ['core', 'prisma'], bot: ['core', 'prisma'] };

const fences: Record<string, RegExp> = {
  '@slack/bolt': /^bot\/platforms\/slack\//,
  '@slack/web-api': /^(bot\/platforms\/slack|manifests\/slack)\//,
  '@microsoft/teams-ai': /^bot\/platforms\/teams\//,
  botbuilder: /^bot\/platforms\/teams\//,
  bullmq: /^(core\/queue\.ts|core\/queue\/(backend|listen)\.ts)$/,
  nodemailer: /^jobs\/mail\//,
  yazl: /^bot\/evidence\//,
};

const sources = (layer: string) =>
  readdirSync(layer, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${layer}/${file.replaceAll('\\', '/')}`)
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

const product = ['bot', 'core', 'jobs', 'prisma', 'manifests']
  .flatMap(sources)
  .filter(({ file }) => !file.startsWith('prisma/generated'));

it.each(Object.entries(layers))('%s reaches only for what it may', (layer, allowed) => {
  const strays = sources(layer)
    .filter(({ file }) => !file.endsWith('main.ts'))
    .flatMap(({ file, text }) =>
      [...text.matchAll(/from '(?:#|(?:\.\.\/)+)(core|bot|jobs|prisma|test)\//g)]
        .map(([, to = '']) => to)
        .filter((to) => to !== layer && !allowed.includes(to))
        .map((to) => `${file} reaches into ${to}`),
    );

  expect(strays).toEqual([]);
});

it.each(Object.entries(fences))('%s is imported behind its fence alone', (library, fence) => {
  const strays = product
    .filter(({ text }) => new RegExp(`(from |import\\()'${library}(/[^']*)?'`).test(text))
    .map(({ file }) => file);

  expect(strays.filter((file) => !fence.test(file))).toEqual([]);
});

it('reads the environment in config files and where the product is assembled alone', () => {
  const strays = product.filter(({ text }) => /process\.env\b/.test(text)).map(({ file }) => file);

  // The built-in PostgreSQL is started with a bare PATH and nothing else of ours.
  const allowed = /(config|main|core\/database\/embedded\/home)\.ts$/;
  expect(strays.filter((file) => !allowed.test(file))).toEqual([]);
});

it('queries the database in core/store alone', () => {
  const strays = product.filter(({ text }) => /\$(queryRaw|executeRaw)/.test(text)).map(({ file }) => file);

  expect(strays.filter((file) => !file.startsWith('core/store/'))).toEqual([]);
});

it('lets the bot reach the database through use cases, but for what announces and what hears each event once', () => {
  const mayReach = /^bot\/(announce\/|dispatch\.ts|main\.ts)/;
  const strays = sources('bot').filter(({ text }) => /^import (?!type\b)[^;]* from '#core\/store\//m.test(text));

  expect(strays.map(({ file }) => file).filter((file) => !mayReach.test(file))).toEqual([]);
});

it('keeps what people read out of the platforms', () => {
  const strays = sources('bot/platforms').flatMap(({ file, text }) =>
    sentencesIn(text).map((sentence) => `${file} says ${sentence}`),
  );

  expect(strays).toEqual([]);
});

/** Two words or more that begin as a sentence does. Comments are for us, and so are errors, logs and what a wrong setting is told. */
function sentencesIn(text: string): string[] {
  const ours = text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    .replace(/(Error|Fault|describe|log\.\w+)\([\s\S]*?\)(?=[;,)\n])/g, '')
    .replaceAll('`Bearer $', '');
  return [...ours.matchAll(/(['"`])\W{0,3}[A-Z][\p{L}’-]*,? [^'"`\n]+\1/gu)].map(([found]) => found);
}
