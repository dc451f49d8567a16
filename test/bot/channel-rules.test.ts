import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settings } from '#bot/commands/settings.ts';
import type { Message } from '#bot/playground/slack/types.ts';
import type { Reply } from '#bot/reply.ts';
import { mayBegin } from '#core/directory/may-begin.ts';
import { receiveImport } from '#core/imports/receive-import.ts';
import { cancelRun } from '#core/runs/cancel-run.ts';
import { pauseRun } from '#core/runs/pause-run.ts';
import { rejectRun } from '#core/runs/reject-run.ts';
import { sendRun } from '#core/runs/send-run.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import { changeSetting } from '#core/settings/change-setting.ts';
import { openSignature } from '#core/signature.ts';
import { cardsOutOfDate } from '#core/store/cards.ts';
import { accepted, refusalOf } from '../harness/builders/runs.ts';
import { adam, onboarding, rosa, said } from '../harness/chat.ts';
import { type CardWorld, openCardWorld, until } from './card-world.ts';

const general = 'C0GENERAL';

let world: CardWorld;
beforeEach(async () => {
  world = await openCardWorld();
});
afterEach(() => world.close());

async function set(key: string, value: string): Promise<void> {
  accepted(await changeSetting({ db: world.db }, world.operator, { key, value }));
}

const versionOf = async (id: string) => (await world.db.run.findFirstOrThrow({ where: { id } })).cardVersion;
const inChannel = (channel: string, words: string): Message[] =>
  world.slack.messages(channel).filter((message) => !message.onlyFor && said(message).includes(words));

describe('where lists and runs begin', () => {
  beforeEach(() => set('channel.runs', `#${general} #C0APPROVALS`));

  it.each(['import', 'invite'])('opens no form for “%s” elsewhere, and says where to go', async (verb) => {
    await world.chat.type(rosa, `/muster ${verb}`, onboarding);

    const modal = async () => JSON.stringify((await world.chat.snapshot(rosa)).modal ?? '');
    await until(async () => (await modal()).includes('Lists and runs do not begin in this conversation'));
    expect(await modal()).toContain(`They do in <#${general}>, <#C0APPROVALS>, and in our direct conversation`);
    expect(await modal()).not.toContain('"input"');
  });

  it('opens it there', async () => {
    await world.chat.type(rosa, '/muster import', general);

    await world.chat.modal(rosa, 'Import a list');
  });

  it('takes a list in the direct conversation, and none that was given with a mention elsewhere', async () => {
    const file = { name: 'staff.csv', content: Buffer.from('email\nida@acme.test\n') };
    const direct = (await world.chat.snapshot(rosa)).channels.find(({ kind }) => kind === 'direct')?.id ?? '';

    await world.slack.hands.type(rosa, { channel: direct }, '', [file]);
    await world.slack.hands.type(rosa, { channel: onboarding }, '@Muster', [file]);

    await world.chat.message(rosa, 'Lists and runs do not begin in this conversation');
    expect(await world.db.import.count()).toBe(1);
  });

  it('lets no older card begin one either', async () => {
    await set('channel.runs', 'all');
    const id = await world.aDraft();
    await set('channel.runs', `#${general}`);
    const { db, operator, place } = world;

    const refused = await sendRun({ db }, { ...operator, place }, { id, version: 1 });
    const sent = await sendRun({ db }, { ...operator, place: { ...place, conversation: general } }, { id, version: 1 });

    expect(refusalOf(refused)).toEqual({ code: 'not-in-this-channel', channels: [general] });
    expect(sent.ok).toBe(true);
  });

  it('takes no words for it that are no channels', async () => {
    await world.chat.type(rosa, '/muster settings channel.runs general', general);

    await world.chat.message(rosa, '“channel.runs” takes channels');
  });

  it('takes “here” for the channel that it is typed in', async () => {
    await world.chat.type(rosa, '/muster settings channel.runs here, #C0APPROVALS', onboarding);

    await world.chat.message(rosa, `channel.runs is now ${onboarding}, #C0APPROVALS`);
    const { db, operator, place } = world;
    expect(
      await mayBegin({ db }, { ...operator, place: { ...place, conversation: onboarding } }, 'import-members'),
    ).toMatchObject({ ok: true });
  });

  it('takes no “here” in a conversation of two, which is no channel', async () => {
    const direct = (await world.chat.snapshot(rosa)).channels.find(({ kind }) => kind === 'direct')?.id ?? '';

    await world.chat.type(rosa, '/muster settings channel.runs here', direct);

    await world.chat.message(rosa, '“channel.runs” takes channels');
  });
});

describe('the channel for summaries', () => {
  /** A run that was stopped half-way, so that it is over without a mail server. */
  async function anEndedRun(): Promise<string> {
    const { db, operator } = world;
    await set('approval.policy', 'none');
    const id = await world.aDraft();
    accepted(await sendRun({ db }, operator, { id, version: 1 }));
    await startNextRun(db, operator.companyId);
    accepted(await pauseRun({ db }, operator, { id, version: await versionOf(id) }));
    accepted(await cancelRun({ db }, operator, { id, version: await versionOf(id) }));
    return id;
  }

  it('is told that it was chosen, and shows each summary once, with nothing to press', async () => {
    await world.chat.type(rosa, '/muster settings channel.summaries #general');
    await world.chat.message(rosa, `channel.summaries is now #${general}`);
    await anEndedRun();
    await world.tell();

    expect(inChannel(general, 'has chosen this channel for summaries')).toHaveLength(1);
    const [summary, ...more] = inChannel(general, 'asked for by <@U0ROSA> in <#C0ONBOARD>');
    expect(more).toEqual([]);
    expect(summary && said(summary)).toContain('*Cancelled* 3');
    expect(summary && said(summary)).not.toContain('"button"');
  });

  it('has its summary edited in place', async () => {
    await set('channel.summaries', `#${general}`);
    const subjectId = await anEndedRun();
    await world.tell();
    await world.db.$executeRaw`UPDATE run SET title = 'renamed.csv' WHERE id = ${subjectId}::uuid`;
    await cardsOutOfDate(world.db, { companyId: world.operator.companyId, subjectId });
    await world.tell();

    expect(inChannel(general, 'asked for by')).toHaveLength(1);
    expect(inChannel(general, 'renamed.csv')).toHaveLength(1);
  });

  it('shows nothing twice where the run was asked for there', async () => {
    await set('channel.summaries', `#${onboarding}`);
    const subjectId = await anEndedRun();

    expect(await world.db.card.count({ where: { subjectId, kind: 'posted-summary' } })).toBe(0);
  });

  it('may be one that I cannot speak in only by becoming so: then whoever asked reads it in their thread', async () => {
    await world.chat.type(rosa, '/muster settings channel.summaries C0CLOSED');
    await world.chat.message(rosa, 'I may not speak in that channel');
    await set('channel.summaries', 'C0CLOSED');
    await anEndedRun();
    await world.tell();

    expect(inChannel(onboarding, '*Cancelled* 3')).not.toEqual([]);
    const direct = (await world.chat.snapshot(rosa)).channels.find(({ kind }) => kind === 'direct')?.id ?? '';
    expect(inChannel(direct, '*Cancelled* 3')).toEqual([]);
  });
});

describe('a private channel', () => {
  beforeEach(() => set('channel.private', `#${onboarding}`));

  it.each(['who ida@acme.test', 'numbers ida', 'log', 'erase ida@acme.test'])('answers no “%s”', async (typed) => {
    await world.chat.type(rosa, `/muster ${typed}`, onboarding);

    await world.chat.message(rosa, 'In this channel I say nothing about people');
  });

  it('is not told by their address who has chosen it either', async () => {
    const { db, context, place } = world;
    const said: Reply[] = [];
    const way = {
      speak: async (_: unknown, reply: Reply) => said.push(reply) > 0,
      groups: async () => undefined,
      addresses: async () => undefined,
      direct: async () => place,
      uploadAddress: () => undefined,
    };
    const product = { version: '0', connector: 'simulator', signature: openSignature(Buffer.alloc(32)) };
    const operator = { ...world.operator, name: 'rosa@acme.test' };

    const chosen = { key: 'channel.summaries', value: onboarding };
    await settings.run(chosen, { ...way, ...{ db, operator, place, product, secrets: context.secrets } });

    expect(said).toEqual([{ kind: 'summaries-here', chosenBy: 'a colleague' }]);
  });

  it('answers it elsewhere', async () => {
    await world.chat.type(rosa, '/muster who ida@acme.test', general);

    await world.chat.message(rosa, 'I do not know ida@acme.test');
  });

  it('shows no rows below a card, where Slack lets us open no modal for them', async () => {
    await world.aDraft();
    await world.tell();
    const card = await world.chat.message(rosa, '"details"');
    world.slack.faults.next('views.open', { error: 'expired_trigger_id' });

    await world.chat.press(rosa, card, 'details');

    await world.chat.message(rosa, 'That took too long');
    expect(world.slack.messages(onboarding).map(said).join()).not.toContain('acme.test');
  });

  it('names no file, no list and no reason', async () => {
    const { db, operator, place } = world;
    await set('approval.policy', 'other-person-over:0');
    const given = { upload: { fileId: 'F1' }, fileName: 'ida.ibsen.csv', addNumbers: true, sendLoginMail: false };
    accepted(await receiveImport({ db }, operator, { ...given, place, sourceKey: 'one' }));
    const id = await world.aDraft();
    accepted(await sendRun({ db }, operator, { id, version: 1 }));
    await world.chat.type(adam, '/muster about');
    await world.chat.message(adam, 'Muster 0.0.0');
    const { operatorId } = await db.chatUser.findFirstOrThrow({ where: { userId: adam } });
    const version = await versionOf(id);
    const said = { id, version, reason: 'Ida Ibsen has left' };
    accepted(await rejectRun({ db }, { ...operator, id: operatorId, name: 'Adam' }, said));
    await world.tell();

    expect(inChannel(onboarding, 'a list').length).toBeGreaterThan(1);
    expect(inChannel(onboarding, 'the reason is not shown in this channel').length).toBeGreaterThan(0);
    for (const words of ['ibsen', 'Ibsen', 'list.csv']) expect(inChannel(onboarding, words)).toEqual([]);
  });
});

it('masks in every channel what somebody wrote into the name of a file, or into a reason', async () => {
  const { db, operator, place } = world;
  await set('approval.policy', 'other-person-over:0');
  const fileName = 'ida@acme.test +447400100001.csv';
  const given = { upload: { fileId: 'F1' }, fileName, addNumbers: true, sendLoginMail: false };
  accepted(await receiveImport({ db }, operator, { ...given, place, sourceKey: 'one' }));
  const id = await world.aDraft();
  accepted(await sendRun({ db }, operator, { id, version: 1 }));
  await world.chat.type(adam, '/muster about');
  await world.chat.message(adam, 'Muster 0.0.0');
  const { operatorId } = await db.chatUser.findFirstOrThrow({ where: { userId: adam } });
  const rejection = { id, version: await versionOf(id), reason: 'not jon@acme.test, call 07400 100002' };
  accepted(await rejectRun({ db }, { ...operator, id: operatorId, name: 'Adam' }, rejection));
  await world.tell();

  expect(inChannel(onboarding, 'i···@acme.test')).not.toEqual([]);
  expect(inChannel(onboarding, 'j···@acme.test')).not.toEqual([]);
  for (const words of ['ida@', 'jon@', '100001', '100002']) expect(inChannel(onboarding, words)).toEqual([]);
});
