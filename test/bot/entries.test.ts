import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { onboarding, rosa, said } from '../harness/chat.ts';
import { goodList } from '../journeys/lists.ts';
import { type BotWorld, openBotWorld } from './bot-world.ts';

let world: BotWorld;
beforeAll(async () => {
  world = await openBotWorld();
});
afterAll(() => world.close());

let before = 0;
beforeEach(() => {
  before = world.slack.calls().length;
});

const asked = () =>
  world.slack
    .calls()
    .slice(before)
    .map(({ method }) => method);

const homeOf = async (person: string) => {
  const { workspaceId } = world.place;
  const home = { company: 'Acme', name: 'Rosa', permissions: ['import-members' as const], owners: [] };
  await world.platform.publish?.({ workspaceId, userId: person, conversation: 'D0ROSA' }, { kind: 'home', home });
  return world.slack.snapshot(person).home?.id ?? '';
};

const entries: [string, () => Promise<void>][] = [
  ['a command', () => world.chat.type(rosa, '/muster import')],
  [
    'the button of another answer',
    async () => {
      await world.chat.type(rosa, '/muster help');
      await world.chat.press(rosa, await world.chat.message(rosa, 'This is what I can do'), 'import');
    },
  ],
  [
    'the shortcut of a message without a file',
    async () => {
      await world.chat.type(rosa, 'no file here');
      const { ts } = await world.chat.message(rosa, 'no file here');
      await world.chat.hands.shortcut(rosa, { channel: onboarding, ts }, 'import_message');
    },
  ],
  ['the Home tab', async () => world.chat.hands.press(rosa, { viewId: await homeOf(rosa) }, 'import')],
];

it.each(entries)('opens the same form from %s, and something to look at before it', async (_, begin) => {
  await begin();

  const form = await world.chat.modal(rosa, 'Import a list');
  expect(form.view.callback_id).toBe('import');
  expect(JSON.stringify(form.view.blocks)).toContain('file_input');
  const own = asked();
  expect(own.indexOf('views.open')).toBeGreaterThanOrEqual(0);
  expect(own.lastIndexOf('views.update')).toBeGreaterThan(own.indexOf('views.open'));
  await world.chat.hands.close(rosa, form.id);
});

it('asks nothing of Slack before it opens the modal', async () => {
  await world.chat.type(rosa, '/muster invite');

  const form = await world.chat.modal(rosa, 'Invite people');
  const own = asked().filter((method) => method !== 'response_url');
  expect(own[0] === 'views.open' || own[1] === 'views.open').toBe(true);
  await world.chat.hands.close(rosa, form.id);
});

it('opens the form for the file of a message, which need not be chosen once more', async () => {
  await world.chat.hands.type(rosa, { channel: onboarding }, 'joiners', [goodList(3, 'joiners.csv')]);
  const { ts } = await world.chat.message(rosa, 'joiners');

  await world.chat.hands.shortcut(rosa, { channel: onboarding, ts }, 'import_message');
  const form = await world.chat.modal(rosa, 'Import a list');
  await world.chat.hands.submit(rosa, form.id, { add_numbers: [], login_mail: ['yes'] });

  expect(JSON.stringify(form.view.blocks)).not.toContain('file_input');
  await expect
    .poll(() => world.db.import.findFirst({ where: { fileName: 'joiners.csv' } }))
    .toMatchObject({ addNumbers: false, sendLoginMail: true });
});

it('offers a button where Slack took too long to let us open a form', async () => {
  world.slack.faults.next('views.open', { error: 'expired_trigger_id' });

  await world.chat.type(rosa, '/muster import');

  const late = await world.chat.message(rosa, 'That took too long');
  expect(said(late)).toContain('"import"');
  await world.chat.press(rosa, late, 'import');
  const form = await world.chat.modal(rosa, 'Import a list');
  await world.chat.hands.close(rosa, form.id);
});

it('leaves in peace whoever has closed the modal before its form came', async () => {
  world.slack.faults.next('views.update', { error: 'not_found' });
  const told = world.slack.messages(onboarding).length;

  await world.chat.type(rosa, '/muster import');

  await expect.poll(asked).toContain('views.update');
  // Whatever was said about it would stand before the next answer.
  await world.chat.type(rosa, '/muster about');
  await world.chat.message(rosa, 'Muster 0.0.0');
  expect(world.slack.messages(onboarding)).toHaveLength(told + 1);
  expect(asked()).not.toContain('chat.postEphemeral');
});
