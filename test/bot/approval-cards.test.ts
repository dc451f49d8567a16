import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '#bot/playground/slack/types.ts';
import { expireDrafts } from '#core/runs/expire-drafts.ts';
import { remindApprovers } from '#core/runs/remind-approvers.ts';
import { runReport } from '#core/runs/run-report.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { changeSetting } from '#core/settings/change-setting.ts';
import { accepted } from '../harness/builders/runs.ts';
import { adam, numbersOf, olga, onboarding, rosa, said } from '../harness/chat.ts';
import { type CardWorld, openCardWorld } from './card-world.ts';

const general = 'C0GENERAL';

let world: CardWorld;
beforeEach(async () => {
  world = await openCardWorld();
});
afterEach(() => world.close());

async function set(key: string, value: string): Promise<void> {
  accepted(await changeSetting({ db: world.db }, world.operator, { key, value }));
}

/** A run for three people that Rosa has sent off, and that waits. */
async function anAskedRun({ tell = true } = {}): Promise<string> {
  const { db, operator } = world;
  const id = await world.aDraft();
  accepted(await sendRun({ db }, operator, { id, version: 1 }));
  if (tell) await world.tell();
  return id;
}

const messagesIn = (channel: string): Message[] => world.slack.messages(channel);
const inGeneral = (...words: string[]): Message[] =>
  messagesIn(general).filter((message) => words.every((word) => said(message).includes(word)));
const inOnboarding = (...words: string[]): Message[] =>
  messagesIn(onboarding).filter((message) => words.every((word) => said(message).includes(word)));

async function only(messages: Message[]): Promise<Message> {
  expect(messages).toHaveLength(1);
  const [message] = messages;
  if (!message) throw new Error('There is no such message');
  return message;
}

describe('the channel of the approvers', () => {
  it('is told that it was chosen, and shown as a channel', async () => {
    await world.chat.type(rosa, '/muster settings approval.channel #general');

    await world.chat.message(rosa, `approval.channel is now #${general}`);
    expect(inGeneral('Rosa has chosen this channel for approvals')).toHaveLength(1);
    await world.chat.type(rosa, '/muster settings approval.channel');
    await world.chat.message(rosa, `<#${general}>`);
  });

  it('is not one where the bot may not speak, nor one that somebody without the permission names', async () => {
    await world.chat.type(rosa, '/muster settings approval.channel C0CLOSED');
    await world.chat.message(rosa, 'I may not speak in that channel, so nothing was changed');
    await world.chat.type(adam, '/muster settings approval.channel “C0CLOSED”');
    await world.chat.message(adam, 'I may not speak in that channel, so nothing was changed');
    await world.chat.type(olga, '/muster settings approval.channel #general');
    await world.chat.message(olga, 'manage-settings');

    expect(inGeneral('has chosen this channel')).toEqual([]);
    expect(await world.db.setting.count()).toBe(0);
  });
});

describe('the card of the approvers', () => {
  beforeEach(async () => {
    await set('approval.policy', 'n-of:1');
    await set('approval.channel', `#${general}`);
  });

  it('says who asked where, what is frozen, what it needs and until when', async () => {
    const id = await anAskedRun();

    const card = await only(inGeneral('Approval needed: invite 3 people'));
    const { listHash } = await world.db.run.findFirstOrThrow({ where: { id } });
    expect(said(card)).toContain('list.csv');
    expect(said(card)).toMatch(new RegExp(`asked for by Rosa.* in <#${onboarding}>`));
    expect(numbersOf(card)).toMatchObject({ Invite: 3, Skip: 0, Fail: 0 });
    expect(said(card)).toContain(`list ${listHash.slice(0, 12)}`);
    expect(said(card)).toContain(`Needed: 1 of the people who may approve, not Rosa`);
    expect(said(card)).toMatch(/If it is not approved, it expires <!date\^\d+/);
    expect(said(card)).toContain('3 people will be invited by e-mail');
    expect(said(card)).toContain('"Approve 3"');
    expect(said(await only(inOnboarding('Approval needed')))).toContain(`asked in <#${general}>`);
  });

  it('takes the approval, shows it on both cards and tells who asked', async () => {
    await anAskedRun();

    await world.chat.press(adam, await only(inGeneral('Approval needed')), 'approve');
    await expect.poll(async () => (await world.db.run.findFirstOrThrow()).state).toBe('pending');
    await world.tell();

    const card = await only(inGeneral('Approved: invite 3 people'));
    expect(said(card)).not.toContain('"approve"');
    expect(said(card)).toMatch(/Asked for by Rosa.*, <!date.* · Approved by <@U0ADAM>, <!date/);
    const [draft] = inOnboarding('Waiting to invite 3 people');
    expect(draft && said(draft)).toContain('Approved by <@U0ADAM>');
    const told = await only(inOnboarding('is approved by <@U0ADAM>'));
    expect(said(told)).toMatch(/<@U0ROSA>, your run from .*list\.csv.* is approved by <@U0ADAM>\./);
    expect(told.threadTs).toBeDefined();
  });

  it('asks for a reason, and tells it to who asked', async () => {
    await anAskedRun();

    await world.chat.press(adam, await only(inGeneral('Approval needed')), 'reject');
    const { id } = await world.chat.modal(adam, 'Reject this run');
    await world.chat.hands.submit(adam, id, { reason: ' ' });
    const { errors } = await world.chat.modal(adam, 'Reject this run');
    await world.chat.hands.submit(adam, id, { reason: 'Not before *Monday* <!channel>' });
    await expect.poll(async () => (await world.db.run.findFirstOrThrow()).state).toBe('rejected');
    await world.tell();

    expect(errors).toEqual({ reason: 'Say why, in a few words.' });
    expect(inOnboarding('is rejected by', 'Not before', 'Monday')).toHaveLength(1);
    expect(said(await only(inGeneral('Run rejected')))).toContain('Rejected by <@U0ADAM>');
    expect(JSON.stringify(messagesIn(onboarding).map(({ blocks }) => blocks))).not.toContain('"<!channel>"');
  });

  it('shows how many have approved, and says so to who presses twice', async () => {
    await set('approval.policy', 'n-of:2');
    await anAskedRun();
    const card = await only(inGeneral('Approval needed'));

    await world.chat.press(adam, card, 'approve');
    await expect.poll(() => world.db.runApproval.count()).toBe(1);
    await world.tell();
    await world.chat.press(adam, card, 'approve');

    const answer = await world.chat.message(adam, 'You have approved this already');
    // Nobody has replied below the card, and in such a thread Slack shows nothing private.
    expect(answer).toMatchObject({ channel: general, onlyFor: adam });
    expect(answer.threadTs).toBeUndefined();
    const half = await only(inGeneral('Approval needed'));
    expect(said(half)).toContain('1 of 2 so far: <@U0ADAM>. Needed: 1 more of the people who may approve, not Rosa');
    expect(said(half)).toContain('Nobody else may approve it so far. An owner can give the permission “approve-runs”');
    expect(said(half)).toContain('Approved (1 of 2) by <@U0ADAM>');
    expect(inOnboarding('is approved by <@U0ADAM> (1 of 2).')).toHaveLength(1);
  });

  it('tells who asked that somebody else has withdrawn it', async () => {
    await anAskedRun();

    await world.chat.press(adam, await only(inOnboarding('Approval needed')), 'cancel');
    await expect.poll(async () => (await world.db.run.findFirstOrThrow()).state).toBe('cancelled');
    await world.tell();

    expect(inOnboarding('<@U0ROSA>', 'was withdrawn by <@U0ADAM>. Nothing was sent.')).toHaveLength(1);
    expect(said(await only(inGeneral('Run withdrawn')))).not.toContain('"approve"');
  });

  it('tells who asked that nobody approved it in time', async () => {
    await anAskedRun();
    await world.db.$executeRaw`UPDATE run SET expires_at = now() - interval '1 second'`;

    await expireDrafts(world.db);
    await world.tell();

    expect(inOnboarding('<@U0ROSA>', 'has expired: it was not approved within a day')).toHaveLength(1);
    expect(said(await only(inGeneral('Run expired')))).toContain('Expired <!date');
  });

  it('is void once somebody on the list is not as shown, says what differs and offers to draft it anew', async () => {
    await anAskedRun();
    await world.db.$executeRaw`
      UPDATE member SET phone = phone || '9' WHERE email_key LIKE 'p1.%'`;
    await world.db.$executeRaw`UPDATE member SET archived_at = now() WHERE email_key LIKE 'p2.%'`;

    await world.chat.press(adam, await only(inGeneral('Approval needed')), 'approve');
    const refused = await world.chat.message(adam, 'Nothing was approved');
    await world.tell();

    expect(said(refused)).toContain('2 people on the list have changed since it was drafted');
    const card = await only(inOnboarding('Run void: its list has changed'));
    expect(said(card)).toContain('Draft again (3)');
    expect(said(card)).toContain('1 (the person is archived)');
    expect(inOnboarding('<@U0ROSA>', 'is void: 2 people on the list have changed')).toHaveLength(1);
    await world.chat.press(rosa, card, 'resume');
    await expect.poll(() => world.db.run.count({ where: { state: 'draft' } })).toBe(1);
    await world.tell();
    expect(numbersOf(await only(inOnboarding('to WhatsApp?', ', again')))).toMatchObject({ Invite: 1, Fail: 2 });
  });

  it('comes to where the run was asked for when the bot may not speak in that channel any more', async () => {
    await set('approval.channel', 'C0CLOSED');

    const id = await anAskedRun();

    const card = await only(inOnboarding('I may not speak in the channel of those who approve'));
    await world.chat.press(adam, card, 'approve');
    await expect.poll(async () => (await world.db.run.findFirstOrThrow({ where: { id } })).state).toBe('pending');
  });

  it('is not a second one where the run is asked for in that channel', async () => {
    await set('approval.channel', onboarding);

    await anAskedRun();

    expect(inOnboarding('Approval needed')).toHaveLength(1);
  });
});

describe('reminders of the approvers', () => {
  const due = () =>
    world.db.$executeRaw`UPDATE run SET remind_at = now() - interval '1 second' WHERE remind_at IS NOT NULL`;
  const remind = async () => {
    await due();
    await remindApprovers(world.db);
    await world.tell();
  };

  beforeEach(() => set('approval.policy', 'n-of:1'));

  it('stand once each below their card, and mention nobody a second time', async () => {
    await set('approval.channel', general);
    await anAskedRun();
    const card = await only(inGeneral('Approval needed'));

    await remind();
    await remind();
    await remindApprovers(world.db);
    await world.tell();

    const [first, second, ...more] = messagesIn(general).filter(({ threadTs }) => threadTs === card.ts);
    expect(first && said(first)).toMatch(
      /<@U0ADAM>: inviting 3 people from .* waits for your approval\. It expires <!date/,
    );
    expect(second && said(second)).toMatch(/Inviting 3 people from .* still waits for an approval\. It expires <!date/);
    expect(second && said(second)).not.toContain('<@');
    expect(more).toEqual([]);
  });

  it('never come before the card that they stand below', async () => {
    await set('approval.channel', general);
    await anAskedRun({ tell: false });
    await remind();

    const [card, reminder] = messagesIn(general);
    expect(card && said(card)).toContain('Approval needed');
    expect(reminder?.threadTs).toBe(card?.ts);
  });

  it('stand below the run’s own card where the approvers have none', async () => {
    await anAskedRun();
    const card = await only(inOnboarding('Approval needed'));

    await remind();

    expect((await only(inOnboarding('waits for your approval'))).threadTs).toBe(card.ts);
  });

  it('end at once when somebody has decided, though one was on its way', async () => {
    await set('approval.channel', general);
    const id = await anAskedRun();
    await due();
    await remindApprovers(world.db);

    await world.chat.press(adam, await only(inGeneral('Approval needed')), 'approve');
    await expect.poll(async () => (await world.db.run.findFirstOrThrow({ where: { id } })).state).toBe('pending');
    await world.tell();
    await remind();

    expect(inGeneral('waits for')).toEqual([]);
    expect(await world.db.run.findFirstOrThrow({ where: { id } })).toMatchObject({ remindAt: null });
  });

  it('are left away where the company wants none', async () => {
    await set('approval.reminders', 'off');
    await anAskedRun();

    await remind();

    expect(inOnboarding('waits for your approval')).toEqual([]);
  });

  it('mention who may approve once they are wanted again', async () => {
    await set('approval.reminders', 'off');
    await anAskedRun();
    await remind();
    await set('approval.reminders', 'on');

    await remind();

    expect(said(await only(inOnboarding('waits for your approval')))).toContain('<@U0ADAM>');
  });

  it('come after 15 minutes, then after twice as long each time, and never behind the end', async () => {
    const id = await anAskedRun();
    const waits: (number | undefined)[] = [];
    for (let reminder = 0; reminder < 8; reminder++) {
      const { remindAt } = await world.db.run.findFirstOrThrow({ where: { id } });
      waits.push(remindAt ? Math.round((remindAt.getTime() - Date.now()) / 60_000) : undefined);
      await due();
      await remindApprovers(world.db);
    }

    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, undefined]);
  });
});

it('says on a long draft that the word of whoever sends it is enough where nobody else may approve', async () => {
  await world.db.$executeRaw`UPDATE chat_user SET is_admin = false WHERE user_id <> ${rosa}`;
  const id = await world.aDraft(51);

  await world.tell();

  expect(inOnboarding('Fewer than two people may approve runs here')).toHaveLength(1);
  expect((await runReport(world.db, world.operator.companyId, id))?.ownWordWillDo).toBe(true);
});
