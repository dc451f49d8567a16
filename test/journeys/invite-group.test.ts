import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { PersonOptions } from '#bot/playground/slack/options.ts';
import { adam, olga, onboarding, rosa, said } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';
import { listOf } from './lists.ts';

const APPROVERS = 'S0APPROVERS';
const more: Partial<PersonOptions>[] = [
  { id: 'U0GONE', name: 'Gus Gone', deleted: true },
  { id: 'U0GUEST', name: 'Gia Guest', isGuest: true },
  { id: 'U0STRANGER', name: 'Sam Stranger', teamId: 'T0OTHER' },
  { id: 'U0UNSURE', name: 'Uma Unsure', isUnconfirmed: true },
];
const plain = { about: '', isAdmin: false, isOwner: false, isGuest: false };
const everybody = [adam, olga, 'U0MUSTER', 'U0NOBODY', ...more.map(({ id = '' }) => id)];

let house: House;
beforeAll(async () => {
  house = await openHouse();
  for (const { id = '', name = '', ...rest } of more) {
    const email = `${name.split(' ')[0]?.toLowerCase()}@example.com`;
    house.slack.addPerson({ ...plain, id, name, email, ...rest });
  }
  await house.chat.importList(rosa, listOf('email,mobile_phone\nadam@example.com,+447400100001\n'));
  await house.chat.press(rosa, await house.chat.message(rosa, 'Check this list', '"apply"'), 'apply');
  await house.chat.message(rosa, 'List imported');
}, 60_000);
beforeEach(async () => {
  await house.slack.changeGroup(APPROVERS, { members: everybody, disabled: false });
  house.slack.reload(rosa);
  house.slack.faults.heal();
});
afterAll(async () => {
  expect(house.slack.violations()).toEqual([]);
  await house.close();
});

const drafts = () => house.db.run.count();
const shownTo = (person: string) => house.slack.messages(onboarding).filter(({ onlyFor }) => onlyFor === person);

it.each([
  ['mentioned', '/muster invite @approvers'],
  ['written in other letters in private', 'invite @Approvers'],
])('drafts a run of a group that is %s, and counts on the card whom it leaves out', async (_, typed) => {
  const where = typed.startsWith('/') ? onboarding : await directly();
  const before = await drafts();

  await house.chat.type(rosa, typed, where);

  const card = await newCard(before);
  expect(said(card)).toContain('@approvers');
  expect(said(card)).toContain('*Invite* 1');
  expect(said(card)).toContain('*Fail* 1');
  expect(said(card)).toContain(
    'Left out of the group: 2 deactivated, 1 as guests, 1 of another organisation, 1 as bots, 1 without a verified address.',
  );
  expect(said(card)).toContain('The person has not been created. _Import them first');
  expect(said(card)).not.toMatch(/(adam|olga|gus|gia|uma)@/);
});

it('offers the groups in use in the menu of the dialog, and drafts from the one that is chosen', async () => {
  await house.chat.type(rosa, '/muster invite');
  const { id } = await house.chat.modal(rosa, 'Invite people');
  const before = await drafts();

  const offered = await house.chat.hands.options(rosa, id, 'source', '@app');
  const all = await house.chat.hands.options(rosa, id, 'source', '');
  await house.chat.hands.submit(rosa, id, {
    source: 'group:S0APPROVERS',
    units: [],
    sub_units: [],
    channel: 'whatsapp',
  });

  expect(offered).toEqual([{ label: '@approvers (8 people)', value: 'group:S0APPROVERS' }]);
  expect(all.map(({ label }) => label)).toEqual([expect.stringContaining('list.csv'), '@approvers (8 people)']);
  expect(said(await newCard(before))).toContain('*Invite* 1');
});

it.each([
  ['is disabled', '/muster invite @approvers', () => house.slack.changeGroup(APPROVERS, { disabled: true })],
  ['is not there', '/muster invite @nosuchgroup', async () => {}],
  ['is a person', '/muster invite @Adam Approver', async () => {}],
])('drafts nothing from a group that %s', async (_, typed, prepare) => {
  await prepare();
  const before = await drafts();

  await house.chat.type(rosa, typed);

  expect((await house.chat.message(rosa, 'I find no such user group in use here')).onlyFor).toBe(rosa);
  expect(await drafts()).toBe(before);
});

it.each(['usergroups.list', 'users.info'])('drafts nothing and says so where Slack fails at %s', async (method) => {
  await house.slack.changeGroup(APPROVERS, { members: [joins()] });
  const before = await drafts();
  house.slack.faults.next(method, { error: 'fatal_error', times: 3 });

  await house.chat.type(rosa, '/muster invite @approvers');

  expect((await house.chat.message(rosa, 'I cannot learn at the moment who is in that group')).onlyFor).toBe(rosa);
  expect(await drafts()).toBe(before);
});

it('keeps the pause that Slack asks for, and says meanwhile that it is at it', async () => {
  await house.slack.changeGroup(APPROVERS, { members: [joins()] });
  const before = await drafts();
  // In the channel: a slow machine may have said so in private, and before.
  const atIt = () => shownTo(rosa).filter((message) => said(message).includes('One moment')).length;
  const saidBefore = atIt();
  house.slack.faults.next('users.info', { retryAfter: 3 });

  await house.chat.type(rosa, '/muster invite @approvers');

  await expect.poll(atIt, { timeout: 20_000 }).toBeGreaterThan(saidBefore);
  expect(said(await newCard(before))).toContain('*Fail* 1');
});

it('asks Slack nothing for who may not invite', async () => {
  const asked = () => house.slack.calls().filter(({ method }) => method === 'usergroups.list').length;
  const before = asked();

  await house.chat.type(olga, '/muster invite @approvers');

  expect(said(await house.chat.message(olga, 'run-invitations'))).toContain('An owner can give it to you');
  expect(asked()).toBe(before);
  expect(shownTo(olga).length).toBeGreaterThan(0);
});

it('drafts a withdrawn run again from who is in the group by then', async () => {
  const before = await drafts();
  await house.chat.type(rosa, '/muster settings approval.policy n-of:1');
  await house.chat.message(rosa, 'approval.policy is now n-of:1');
  await house.chat.type(rosa, '/muster invite @approvers');
  const draft = await newCard(before);
  await house.chat.press(rosa, draft, 'send');
  await house.chat.press(rosa, await house.chat.message(rosa, 'Approval needed', '@approvers', '"cancel"'), 'cancel');
  await house.slack.changeGroup(APPROVERS, { members: [adam] });

  await house.chat.press(rosa, await house.chat.message(rosa, 'Run withdrawn', 'Draft again'), 'resume');

  const again = said(await newCard(before + 1));
  expect(again).toContain('*Invite* 1');
  expect(again).toContain('*Fail* 0');
  expect(again).not.toContain('Left out');
});

let joined = 0;

/** Somebody of whom Slack has not been asked yet: their id. */
function joins(): string {
  const id = `U0JOINED${++joined}`;
  const name = `Joe${joined} Joined`;
  house.slack.addPerson({ ...plain, id, name, email: `joe${joined}@example.com` });
  return id;
}

/** The conversation with Muster alone. */
async function directly(): Promise<string> {
  const { channels } = await house.chat.snapshot(rosa);
  const found = channels.find(({ kind }) => kind === 'direct');
  if (!found) throw new Error('There is no direct conversation');
  return found.id;
}

/** The card of the newest draft, once there is one more than before. */
async function newCard(before: number) {
  await expect.poll(drafts, { timeout: 20_000 }).toBe(before + 1);
  const run = await house.db.run.findFirstOrThrow({ orderBy: { draftedAt: 'desc' } });
  return house.chat.message(rosa, 'to WhatsApp?', `Run ${run.id.slice(0, 8)}`);
}
