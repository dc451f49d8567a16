import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bot } from '#bot/playground/cast.ts';
import type { Message } from '#bot/playground/slack/types.ts';
import { until } from '../harness/builders/sending.ts';
import { adam, olga, onboarding, rosa, said } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';
import { goodList } from '../journeys/lists.ts';

const general = 'C0GENERAL';
const shared = 'C0SHARED';
const direct = 'D0ROSA';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const drop = (channel: string, name = 'staff.csv', person = rosa) =>
  house.chat.hands.type(person, { channel }, `<@${bot.userId}> here they are`, [goodList(3, name)]);
const warning = (name = 'staff.csv') => house.chat.message(rosa, name, 'I have not opened it');
const imports = () => house.db.import.count();
const press = (message: Message, verb: string) => house.chat.press(rosa, message, verb);
const actions = async () =>
  (await house.db.auditEntry.findMany({ orderBy: { id: 'asc' } }))
    .map(({ action }) => action)
    .filter((action) => /file|upload/.test(action));

describe('a list in a channel that too many read', () => {
  it('brings a question that only who gave it sees, and no card', async () => {
    await drop(general);

    const asked = await warning();

    expect(asked).toMatchObject({ onlyFor: rosa, channel: general });
    expect(said(asked)).toContain('a public channel');
    expect(await imports()).toBe(0);
    expect(house.slack.calls().filter(({ method }) => method === 'download')).toEqual([]);
  });

  it('goes on in private, fetched first, and says plainly how to delete what a bot may not', async () => {
    await drop(general);
    await press(await warning(), 'move');

    const card = await house.chat.message(rosa, 'Check this list', 'staff.csv', 'still stands in <#C0GENERAL>');

    expect(card.channel).toBe(direct);
    expect(said(card)).toContain('Delete file');
    expect(house.slack.messages(general).map(said).join()).not.toContain('Check this list');
    expect(await actions()).toEqual(['file-held', 'file-moved', 'upload-removed']);
    const calls = house.slack.calls().map(({ method }) => method);
    expect(calls.indexOf('files.delete')).toBeGreaterThan(calls.indexOf('files.info'));
  });

  it('says so where Slack did let the bot delete it', async () => {
    await drop(general);
    house.slack.faults.next('files.delete', { error: 'file_deleted' });
    await press(await warning(), 'move');

    const card = await house.chat.message(rosa, 'Check this list', 'The file is deleted in <#C0GENERAL>');

    expect(card.channel).toBe(direct);
  });

  it('goes on there where that is what they want', async () => {
    await drop(general);
    await press(await warning(), 'keep');

    const card = await house.chat.message(rosa, 'Check this list', 'staff.csv');

    expect(card.channel).toBe(general);
    expect(house.slack.calls().some(({ method }) => method === 'files.delete')).toBe(false);
  });

  it('stays where it is when I did not get it: Slack would delete it for good', async () => {
    await house.chat.type(rosa, '/muster settings import.max-bytes 1000');
    await house.chat.message(rosa, 'import.max-bytes is now');
    await house.chat.hands.type(rosa, { channel: general }, `<@${bot.userId}> here they are`, [
      goodList(100, 'staff.csv'),
    ]);
    await press(await warning(), 'move');

    await house.chat.message(rosa, 'staff.csv', 'The file still stands in <#C0GENERAL>');

    expect(await house.db.import.findMany({ select: { state: true } })).toEqual([{ state: 'rejected' }]);
    expect(house.slack.calls().some(({ method }) => method === 'files.delete')).toBe(false);
  });

  it('can go on in private still, where nothing may begin in its channel', async () => {
    await house.chat.type(rosa, `/muster settings channel.runs ${onboarding}`);
    await house.chat.message(rosa, 'channel.runs is now');
    await drop(general);
    const asked = await warning();

    await press(asked, 'keep');
    await house.chat.message(rosa, 'Lists and runs do not begin in this conversation');
    await press(asked, 'move');

    expect((await house.chat.message(rosa, 'Check this list', 'staff.csv')).channel).toBe(direct);
    expect(await actions()).toEqual(expect.arrayContaining(['file-held', 'file-moved']));
    expect(await actions()).not.toContain('file-kept');
  });

  it('is taken away too where it is being imported there already, and its card says so', async () => {
    const { chat, slack } = house;
    await chat.hands.type(olga, { channel: general }, 'the new joiners', [goodList(3, 'staff.csv')]);
    const { ts } = await chat.message(rosa, 'the new joiners');
    const questions = () => slack.messages(general).filter((message) => said(message).includes('not opened it'));
    const point = async () => {
      await chat.hands.shortcut(rosa, { channel: general, ts }, 'import_message');
      const form = await chat.modal(rosa, 'Import a list');
      await chat.hands.submit(rosa, form.id, { add_numbers: [], login_mail: [] });
    };
    await point();
    await press(await warning(), 'keep');
    await chat.message(rosa, 'Check this list', 'staff.csv');
    await point();
    await until(() => questions().length === 2);

    await press(await warning(), 'move');

    await chat.message(rosa, 'This list is being imported already');
    const card = await chat.message(rosa, 'Check this list', 'staff.csv', 'still stands in <#C0GENERAL>');
    expect(card.channel).toBe(general);
    expect(slack.calls().some(({ method }) => method === 'files.delete')).toBe(true);
    expect(await imports()).toBe(1);
  });

  it('is left alone where that is what they want, and can be decided once', async () => {
    await drop(general);
    const asked = await warning();
    await press(asked, 'forget');
    await house.chat.message(rosa, 'Nothing was imported');
    await press(asked, 'move');
    await house.chat.message(rosa, 'You have said already');

    expect(await imports()).toBe(0);
  });

  it('is asked about once, however often Slack tells of it', async () => {
    house.slack.faults.redeliver(4);
    await drop(general);
    await warning();
    await drop(general, 'more.csv');
    await warning('more.csv');

    const asked = house.slack.messages(general).filter((message) => said(message).includes('staff.csv stands in'));
    expect(asked).toHaveLength(1);
  });

  it('is asked about too where nobody gave it to us, and is not imported by that', async () => {
    await house.chat.hands.type(rosa, { channel: general }, 'for the record', [goodList(3, 'staff.csv')]);
    await press(await warning(), 'keep');

    expect((await house.chat.message(rosa, 'Check this list', 'staff.csv')).channel).toBe(general);
  });

  it('is asked about by the shortcut of its message too, and what was chosen in the form stays chosen', async () => {
    await house.chat.hands.type(olga, { channel: general }, 'the new joiners', [goodList(3, 'staff.csv')]);
    const { ts } = await house.chat.message(rosa, 'the new joiners');
    await house.chat.hands.shortcut(rosa, { channel: general, ts }, 'import_message');
    const form = await house.chat.modal(rosa, 'Import a list');
    await house.chat.hands.submit(rosa, form.id, { add_numbers: [], login_mail: ['yes'] });
    await press(await warning(), 'keep');

    await house.chat.message(rosa, 'Check this list', 'staff.csv');

    expect(await house.db.import.findMany({ select: { addNumbers: true, sendLoginMail: true } })).toEqual([
      { addNumbers: false, sendLoginMail: true },
    ]);
  });

  it('is nobody else’s to decide', async () => {
    await drop(general);
    await warning();
    const { id } = await house.db.heldFile.findFirstOrThrow();
    await house.db.heldFile.update({
      where: { companyId_id: { companyId: (await house.db.company.findFirstOrThrow()).id, id } },
      data: { givenBy: '00000000-0000-4000-8000-000000000000' },
    });

    await press(await warning(), 'move');
    await house.chat.message(rosa, 'You have said already');

    expect(await imports()).toBe(0);
  });
});

describe('who reads along', () => {
  it('need not be told of files that are none of ours', async () => {
    const silent = [
      house.chat.hands.type(rosa, { channel: general }, 'a picture', [{ ...goodList(1, 'staff.png') }]),
      house.chat.hands.type(rosa, { channel: onboarding }, 'for the record', [goodList(1, 'few.csv')]),
      house.chat.hands.type(olga, { channel: general }, 'mine', [goodList(1, 'olga.csv')]),
    ];
    await Promise.all(silent);
    await drop(general);
    await warning();

    expect(await house.db.heldFile.findMany({ select: { fileName: true } })).toEqual([{ fileName: 'staff.csv' }]);
    expect(await imports()).toBe(0);
    expect(house.slack.messages(general).filter(({ onlyFor }) => onlyFor === olga)).toEqual([]);
  });

  it('is asked of Slack: a private channel of few brings the card at once', async () => {
    await drop(onboarding);

    const card = await house.chat.message(rosa, 'Check this list', 'staff.csv');

    expect(card.channel).toBe(onboarding);
    expect(await house.db.heldFile.count()).toBe(0);
  });

  it('are too many from the number of the setting on', async () => {
    await house.chat.type(rosa, '/muster settings import.wide-channel 2');
    await house.chat.message(rosa, 'import.wide-channel is now 2');
    await drop(onboarding);

    expect(said(await warning())).toMatch(/a channel that \d people read/);
  });

  it('are people of another organisation in a shared channel', async () => {
    await drop(shared);

    expect(said(await warning())).toContain('people of another organisation');
  });

  it('is not known where Slack does not say, and that is a reason to ask too', async () => {
    house.slack.faults.next('conversations.info', { error: 'missing_scope' });
    await drop(onboarding);

    expect(said(await warning())).toContain('of which I cannot see who reads it');
  });

  it('matters to nobody who may not import: they are told that alone', async () => {
    await drop(general, 'staff.csv', olga);

    await house.chat.message(olga, 'import-members');

    expect(await house.db.heldFile.count()).toBe(0);
    expect(house.slack.messages(general).filter(({ onlyFor }) => onlyFor === adam)).toEqual([]);
  });
});
