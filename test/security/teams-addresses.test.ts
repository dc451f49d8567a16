import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchUpload } from '#bot/announce/fetch-upload.ts';
import { download } from '#bot/platforms/teams/files/fetch.ts';
import { upload } from '#bot/platforms/teams/files/upload.ts';
import { serviceAddress } from '#bot/platforms/teams/hosts.ts';
import { chatOf, openTeamsWorld, rosa, type TeamsWorld } from '../bot/teams/teams-world.ts';

/** Addresses that only look as if they were of OneDrive or of Teams. */
const hostile = [
  'https://contoso.sharepoint.com@evil.example/list.csv',
  'https://contoso.sharepoint.com:password@evil.example/list.csv',
  'https://@contoso.sharepoint.com/list.csv',
  'https://contoso.sharepoint.com.evil.example/list.csv',
  'https://contoso.sharepoint.com%2eevil.example/list.csv',
  'https://evil.example/contoso.sharepoint.com/list.csv',
  'https://evil.example?.sharepoint.com',
  'https://evil.example#.sharepoint.com',
  'https://evil.example\\.sharepoint.com/list.csv',
  'https:\\\\evil.example\\.sharepoint.com',
  'https://contosoXsharepoint.com/list.csv',
  'https://sharepoint.com/list.csv',
  'https://.sharepoint.com/list.csv',
  'https://a.b.sharepoint.com/list.csv',
  'https://contoso.sharepoint.com:8443/list.csv',
  'https://contoso.sharepoint.com:443/list.csv',
  'https://contoso.sharepoint.com./list.csv',
  'https://contoso.sharepoint.co/list.csv',
  'https://contoso.sharepoint.com.cn/list.csv',
  'http://contoso.sharepoint.com/list.csv',
  'ftp://contoso.sharepoint.com/list.csv',
  'file:///etc/passwd',
  'data:text/csv,email%0Aeve@evil.example',
  'javascript:alert(1)',
  '//contoso.sharepoint.com/list.csv',
  'contoso.sharepoint.com/list.csv',
  'https://127.0.0.1/list.csv',
  'https://localhost/list.csv',
  'https://[::1]/list.csv',
  'https://0x7f000001/list.csv',
  'https://2130706433/list.csv',
  'https://169.254.169.254/latest/meta-data/',
  'https://[::ffff:169.254.169.254]/latest/',
  'https://10.0.0.1/list.csv',
  'https://metadata.google.internal/',
  'https://contoso.sharepoint.com\n@evil.example/',
  'https://contoso.sharepoint.com\t.evil.example/',
  'https:// contoso.sharepoint.com/list.csv',
  'https://ⓒontoso.sharepoint.com@evil.example',
  'https://contoso。sharepoint。com.evil.example/',
  '',
  `https://contoso.sharepoint.com/${'x'.repeat(5_000)}`,
];

const asked: string[] = [];
const note = (message: unknown) => void asked.push(String(Object(message).request?.origin));
let world: TeamsWorld;
beforeAll(async () => {
  world = await openTeamsWorld();
  subscribe('undici:request:create', note);
});
afterAll(async () => {
  unsubscribe('undici:request:create', note);
  await world.close();
});

const elsewhere = () => asked.filter((origin) => !origin.startsWith('http://127.0.0.1:'));

describe.each(hostile)('of %j', (address) => {
  it.each([{ local: false }, { local: true }])('nothing is asked and nothing is given there (%o)', async (where) => {
    const before = asked.length;

    expect(await download(address, { limit: 1_000, ...where })).toEqual({ code: 'FILE_GONE' });
    expect(await upload(address, Buffer.from('a log'), where)).toBe(false);
    expect(serviceAddress(address, where)).toBeUndefined();

    expect(asked).toHaveLength(before);
  });
});

it('goes to OneDrive and to Teams by their own names', () => {
  const where = { local: false };

  expect(serviceAddress('https://smba.trafficmanager.net/emea/', where)).toBe('https://smba.trafficmanager.net/emea/');
  expect(serviceAddress('https://smba.trafficmanager.net/teams', where)).toBe('https://smba.trafficmanager.net/teams/');
  expect(serviceAddress('https://contoso.sharepoint.com/', where)).toBeUndefined();
  expect(serviceAddress('http://127.0.0.1:3000/amer/', where)).toBeUndefined();
});

it('asks nobody for a file whose address somebody has made up', async () => {
  for (const downloadUrl of hostile.filter(Boolean)) {
    const content = { downloadUrl, uniqueId: `id-${hostile.indexOf(downloadUrl)}`, fileType: 'csv' };
    const attachments = [
      { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'list.csv', content },
    ];
    await world.teams.tell(
      world.teams.activity(rosa, { conversation: chatOf(rosa) }, { type: 'message', attachments }),
    );
  }
  const imports = await world.db.import.findMany();
  for (const { companyId, id } of imports) await fetchUpload({ companyId, importId: id }, world.context);

  // One of them is longer than any address that Teams gives.
  expect(imports.length).toBe(hostile.length - 2);
  const states = await world.db.import.findMany({ distinct: ['state'], select: { state: true } });
  expect(states).toEqual([{ state: 'rejected' }]);
  expect(elsewhere()).toEqual([]);
});

it('keeps no address of a file where it could be read', async () => {
  const kept = JSON.stringify(await world.db.import.findMany({ select: { upload: true } }));

  expect(kept).not.toContain('http');
});

it('gives its token to no address that somebody has put into the database', async () => {
  const place = { platform: 'teams', workspaceId: '0aaaaaaa-0000-4000-8000-000000000001', conversation: chatOf(rosa) };
  for (const serviceUrl of [
    'https://evil.example/',
    'https://smba.trafficmanager.net@evil.example/',
    'http://10.0.0.1/',
  ]) {
    await world.db.teamsChat.updateMany({ data: { serviceUrl } });

    await expect(world.platform.say(place, { kind: 'moved-to-private' })).rejects.toThrow();
  }
  expect(elsewhere()).toEqual([]);
});
