import { afterAll, beforeAll, expect, it } from 'vitest';
import { PlaceClosed, ThreadGone } from '#bot/platforms/define.ts';
import { tenantId } from '#bot/playground/teams/cast.ts';
import type { Reply } from '#bot/reply.ts';
import { Fault } from '#core/fault.ts';
import { listOf } from '../../journeys/lists.ts';
import { adam, chatOf, onboarding, openTeamsWorld, rosa, said, type TeamsWorld } from './teams-world.ts';

let world: TeamsWorld;
const place = { platform: 'teams', workspaceId: tenantId, conversation: onboarding };
const words: Reply = { kind: 'moved-to-private' };

beforeAll(async () => {
  world = await openTeamsWorld();
  await world.teams.hands.install(rosa, onboarding);
});
afterAll(() => world.close());

const find = (id: string) => world.teams.messages(onboarding).find((one) => one.id === id);

it('begins a thread in a channel, and goes on in it', async () => {
  const root = await world.platform.say(place, words, 'mark-1');
  const below = await world.platform.say({ ...place, root }, words);

  expect(find(root)).toMatchObject({ channelData: { muster: 'mark-1' } });
  expect(find(root)?.root).toBeUndefined();
  expect(find(below)).toMatchObject({ root });
});

it('knows no threads in a conversation with somebody alone', async () => {
  const chat = { ...place, conversation: await world.platform.direct(tenantId, rosa) };

  const id = await world.platform.say({ ...chat, root: '1' }, words);

  expect(chat.conversation).toBe(chatOf(rosa));
  expect(world.teams.messages(chatOf(rosa)).find((one) => one.id === id)?.root).toBeUndefined();
});

it('finds the conversation with somebody whom it has never met, by their Entra id, and remembers it', async () => {
  const opened = () =>
    world.teams.calls().filter(({ method, path }) => method === 'POST' && path.endsWith('/v3/conversations'));
  const before = opened().length;

  expect(await world.platform.direct(tenantId, adam)).toBe(chatOf(adam));

  expect(opened()).toHaveLength(before + 1);
});

it('edits a message in place, and says when there is none any more', async () => {
  const id = await world.platform.say(place, words);
  expect(await world.platform.rewrite(place, id, { kind: 'known-list' })).toBe(true);
  const edited = find(id);

  await world.platform.remove(place, id);
  await world.platform.remove(place, id);

  expect(edited).toMatchObject({ edited: true });
  expect(find(id)).toBeUndefined();
  expect(await world.platform.rewrite(place, id, words)).toBe(false);
});

it('tells a closed place from a thread that is gone', async () => {
  const say = (conversation: string, root?: string) =>
    world.platform.say({ ...place, conversation, ...(root && { root }) }, words);

  await expect(say(onboarding, '123')).rejects.toThrow(ThreadGone);
  await expect(say('19:nowhere@thread.tacv2')).rejects.toThrow(PlaceClosed);
  await world.teams.hands.uninstall(rosa, onboarding);
  await expect(say(onboarding)).rejects.toThrow(PlaceClosed);
  await world.teams.hands.install(rosa, onboarding);
});

it.each([
  ['a pause is asked for', { retryAfter: 7 }, { afterMs: 7_000 }],
  ['Teams is in trouble', { status: 500 }, 'later'],
  ['nobody knows what happened', { dropConnection: true }, 'later'],
  ['somebody else was writing', { status: 412 }, { afterMs: 2_000 }],
  ['the message is not taken', { status: 400 }, 'never'],
] as const)('says whether to try again where %s, and posts nothing twice by itself', async (_, fault, retry) => {
  const where = { ...place, conversation: '19:general@thread.tacv2' };
  const posts = () =>
    world.teams.calls().filter(({ method, path }) => method === 'POST' && path.includes('general')).length;
  const before = posts();
  world.teams.faults.next('post', fault);

  const refused = await world.platform.say(where, words).catch((error: unknown) => error);

  expect(refused).toBeInstanceOf(Fault);
  expect(refused).toMatchObject({ retry });
  expect(posts()).toBe(before + 1);
  await expect
    .poll(
      () =>
        world.platform.say(where, words).then(
          () => true,
          () => false,
        ),
      { timeout: 10_000 },
    )
    .toBe(true);
});

it('says for good that it cannot look back, and that it knows no groups', async () => {
  const asked = [
    world.platform.find(place, 'mark', new Date()),
    world.platform.groups(tenantId),
    world.platform.addresses(tenantId, [rosa]),
  ];

  for (const one of asked) await expect(one).rejects.toMatchObject({ name: 'Fault', retry: 'never' });
  expect(await world.platform.discard(tenantId, {})).toBe(false);
});

it('brings in a list once, however often the message is told, as whatever activity', async () => {
  const { hands } = world.teams;
  await hands.type(rosa, { conversation: chatOf(rosa) }, '', [listOf('email\npat@example.com')]);
  const told = world.teams.activity(
    rosa,
    { conversation: chatOf(rosa) },
    {
      ...{ type: 'message', timestamp: '2026-11-23T00:00:00.000Z' },
      attachments: [download(`${world.teams.url}/files/none`)],
    },
  );

  for (const id of ['one', 'one', 'two', 'three']) await world.teams.tell({ ...told, id });

  expect(await world.db.import.count()).toBe(2);
});

const download = (downloadUrl: string) => ({
  ...{ contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'list.csv' },
  content: { downloadUrl, uniqueId: 'same', fileType: 'csv' },
});

it('fetches no more of a file than it may', async () => {
  const { hands } = world.teams;
  await hands.type(rosa, { conversation: chatOf(rosa) }, '', [listOf(`email\n${'x'.repeat(5_000)}`, 'large.csv')]);
  const { upload } = await world.db.import.findFirstOrThrow({ where: { fileName: 'large.csv' } });

  expect(await world.platform.fetch(tenantId, upload, 1_000)).toEqual({ code: 'FILE_TOO_LARGE', limit: 1_000 });
  expect(await world.platform.fetch(tenantId, upload, 10_000)).toHaveLength(5_006);
  world.teams.faults.next('download', { status: 503 });
  await expect(world.platform.fetch(tenantId, upload, 10_000)).rejects.toMatchObject({ retry: 'later' });
});

it('hears nothing in what nobody has said', async () => {
  const before = world.teams.messages(chatOf(rosa)).length;
  for (const type of ['messageReaction', 'typing', 'messageUpdate', 'messageDelete', 'event', 'endOfConversation']) {
    const { status } = await world.teams.tell(world.teams.activity(rosa, { conversation: chatOf(rosa) }, { type }));
    expect([type, status]).toEqual([type, 200]);
  }

  expect(world.teams.messages(chatOf(rosa))).toHaveLength(before);
  expect(world.teams.messages(onboarding).map(said).join()).not.toContain('undefined');
});
