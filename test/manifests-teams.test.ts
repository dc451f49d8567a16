import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { commands } from '#bot/commands/index.ts';
import { readPng } from '#test/harness/png.ts';
import { unzip } from '#test/harness/unzip.ts';
import { type App, teamsManifest } from '../manifests/teams/manifest.ts';
import { packApp } from '../manifests/teams/pack.ts';
import { readWords } from '../manifests/teams/read-words.ts';

const app: App = {
  id: '2f1c8e0a-6b3d-4c57-9a41-0d5e7b9c3f12',
  url: 'https://muster.contoso.test',
  version: '1.4.0',
  slash: false,
};
const builds = [app, { ...app, slash: true }];

type Manifest = ReturnType<typeof teamsManifest>;

/** What is wrong with it, by the schema that it says it keeps to or by another. */
function faults(manifest: object, version: string) {
  const file = `node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`;
  const ajv = new Ajv.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const fits = ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
  return fits(manifest) ? [] : (fits.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the Teams manifest', () => {
  it.for(builds)('keeps to the schema of Microsoft, slash: $slash', (build) => {
    const manifest = teamsManifest(build);

    expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
    expect(faults(manifest, manifest.manifestVersion)).toEqual([]);
  });

  it.for<[string, (manifest: Manifest) => object]>([
    [
      'a bot without a GUID',
      (manifest) => ({ ...manifest, bots: manifest.bots.map((bot) => ({ ...bot, botId: 'x' })) }),
    ],
    ['a name too long', (manifest) => ({ ...manifest, name: { short: 'M'.repeat(31) } })],
    ['a thirteenth command', (manifest) => ({ ...manifest, bots: manifest.bots.map(withOneMore) })],
    ['something made up', (manifest) => ({ ...manifest, scopes: [] })],
    ['slash in the older schema', () => ({ ...teamsManifest({ ...app, slash: true }), manifestVersion: '1.28' })],
  ])('would be told wrong with %s', ([, spoil]) => {
    expect(faults(spoil(teamsManifest(app)), '1.28')).not.toEqual([]);
  });

  it.for(builds)('names in each place commands that can be typed, none of them twice, slash: $slash', (build) => {
    const typed = commands.filter(({ hidden }) => !hidden).map(({ name }) => name);
    const lists = teamsManifest(build).bots.flatMap(({ commandLists }) => commandLists);
    const offered = lists.map((list) => list.commands.map(({ title }) => title));

    expect(lists.map(({ scopes }) => scopes)).toEqual([['personal'], ['team'], ['groupChat']]);
    for (const titles of offered) {
      expect(typed).toEqual(expect.arrayContaining(titles));
      expect(new Set(titles).size).toBe(titles.length);
      expect(titles.length).toBeLessThanOrEqual(12);
      expect(titles).toContain('help');
    }
    expect(lists.flatMap((list) => list.commands).filter(({ title }) => title.length > 128)).toEqual([]);
  });

  it('offers slash commands, where others may read along, in the build for them alone', () => {
    const [plain, slash] = builds.map((build) => teamsManifest(build));

    expect(JSON.stringify(plain)).not.toMatch(/slash|supportsTargetedMessages/);
    expect(slash?.bots[0]).toMatchObject({
      supportsTargetedMessages: true,
      commandLists: [{}, { triggers: ['mention', 'slash'] }, { triggers: ['mention', 'slash'] }],
    });
    expect(slash?.bots[0]?.commandLists[0]).not.toHaveProperty('triggers');
    expect(slash?.composeExtensions[0]?.commands[0]).toMatchObject({ fetchTask: true, triggers: ['slash'] });
  });

  it.for(builds)('is of one bot and one address, with nothing left to fill in, slash: $slash', (build) => {
    const manifest = teamsManifest(build);
    const text = JSON.stringify(manifest);
    const guids = text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi);
    const urls = text.match(/https?:\/\/[^/"]+/g)?.filter((url) => url !== 'https://developer.microsoft.com');

    expect(new Set(guids)).toEqual(new Set([app.id]));
    expect(new Set(urls)).toEqual(new Set([app.url]));
    expect(manifest.validDomains).toEqual(['muster.contoso.test']);
    expect(text).not.toMatch(/\{\{|\$\{|%[A-Z]|TODO|example\.com|undefined/);
  });

  it.for(builds)('asks for no permission on teams, chats or Microsoft Graph, slash: $slash', (build) => {
    const manifest = teamsManifest(build);

    expect(manifest).not.toHaveProperty('authorization');
    expect(manifest).not.toHaveProperty('webApplicationInfo');
  });
});

describe('the Teams app package', () => {
  it('has the manifest and both icons at its root and nothing else, the same whenever it is made', async () => {
    const [first, again] = [await packApp(app), await packApp(app)];

    const files = unzip(first);
    expect([...files.keys()]).toEqual(['manifest.json', 'color.png', 'outline.png']);
    expect(JSON.parse(files.get('manifest.json')?.toString() ?? '')).toEqual(teamsManifest(app));
    expect(Object.values(teamsManifest(app).icons).sort()).toEqual(['color.png', 'outline.png']);
    expect(Buffer.from(again)).toEqual(Buffer.from(first));
  });

  it('has a colour icon of 192 × 192 pixels, full to its corners', () => {
    const { width, height, hasAlpha, pixels } = icon('color');

    expect([width, height]).toEqual([192, 192]);
    expect(hasAlpha ? pixels.filter(([, , , alpha]) => alpha !== 255) : []).toEqual([]);
    expect(new Set(pixels.map(String)).size).toBeGreaterThan(100);
  });

  it('has an outline icon of 32 × 32 pixels, white on nothing', () => {
    const { width, height, hasAlpha, pixels } = icon('outline');
    const seen = pixels.filter(([, , , alpha = 0]) => alpha > 0);

    expect([width, height, hasAlpha]).toEqual([32, 32, true]);
    expect(pixels.length - seen.length).toBeGreaterThan(pixels.length / 2);
    expect(seen.length).toBeGreaterThan(100);
    expect(seen.filter(([red, green, blue]) => [red, green, blue].some((value) => value !== 255))).toEqual([]);
  });
});

describe('npm run manifests teams', () => {
  it('writes the package to where it is asked from, and prints its path', () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'muster-teams-')));

    const { stdout, status } = write(['teams', app.id.toUpperCase(), `${app.url}/`, 'slash', '1.4.0'], folder);

    expect({ stdout, status }).toEqual({ stdout: `${join(folder, 'muster-teams.zip')}\n`, status: 0 });
    const files = unzip(readFileSync(stdout.trim()));
    expect(JSON.parse(files.get('manifest.json')?.toString() ?? '')).toEqual(teamsManifest({ ...app, slash: true }));
  });

  it('writes nothing when something is wrong, and says what', () => {
    const folder = mkdtempSync(join(tmpdir(), 'muster-teams-'));

    const { stdout, stderr, status } = write(['teams', app.id, app.url, 'slsh'], folder);

    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toBe('“slsh” means nothing here. Behind the address may stand “slash”, and a version like 1.0.1.\n');
  });

  it.for([
    [[], 'TEAMS_APP_ID is missing.'],
    [['muster'], '“muster” is no TEAMS_APP_ID.'],
    [['00000000-0000-0000-0000-000000000000', app.url], '“00000000-0000-0000-0000-000000000000” is no TEAMS_APP_ID.'],
    [[app.id], 'PUBLIC_URL is missing.'],
    [[app.id, 'muster.contoso.test'], '“muster.contoso.test” is no PUBLIC_URL.'],
    [[app.id, 'http://muster.contoso.test'], '“http://muster.contoso.test” is no PUBLIC_URL.'],
    [[app.id, app.url, '1.0'], '“1.0” means nothing here.'],
  ] satisfies [string[], string][])('says of %j: %s', ([words, sentence]) => {
    expect(readWords(words)).toEqual({ wrong: expect.stringContaining(sentence) });
  });

  it("takes Muster's own version where none is given", () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

    expect(readWords([app.id, app.url])).toEqual({ app: { ...app, version } });
  });
});

const withOneMore = (bot: Manifest['bots'][number]) => ({
  ...bot,
  commandLists: bot.commandLists.map((list) => ({ ...list, commands: [...list.commands, { title: 'more' }] })),
});

const icon = (name: string) => readPng(readFileSync(`manifests/teams/icons/${name}.png`));

const write = (words: string[], cwd: string) =>
  spawnSync(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), join(process.cwd(), 'manifests/write.ts'), ...words],
    {
      cwd,
      encoding: 'utf8',
    },
  );
