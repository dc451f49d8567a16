import { afterAll, beforeAll, expect, it } from 'vitest';
import { onboarding, rosa, said } from '../harness/chat.ts';
import { type House, openHouse } from '../harness/house.ts';
import { goodList, listOf } from './lists.ts';

let house: House;
const direct = 'D0ROSA';

beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  expect(house.slack.violations()).toEqual([]);
  await house.close();
});

it('checks a list that is dropped into the direct conversation, and tells it in the thread of that message', async () => {
  await house.chat.hands.type(rosa, { channel: direct }, '', [goodList(3, 'direct.csv')]);

  const card = await house.chat.message(rosa, 'Check this list', 'direct.csv');

  const dropped = house.slack.messages(direct).find(({ files }) => files?.some(({ name }) => name === 'direct.csv'));
  expect(card).toMatchObject({ channel: direct, threadTs: dropped?.ts });
});

it('checks a list that is given with a mention', async () => {
  await house.chat.hands.type(rosa, { channel: onboarding }, '@Muster please', [goodList(3, 'mention.csv')]);

  const card = await house.chat.message(rosa, 'Check this list', 'mention.csv');

  expect(card.channel).toBe(onboarding);
});

it('checks the list of a message by the shortcut of that message', async () => {
  await house.chat.hands.type(rosa, { channel: onboarding }, 'the new joiners', [goodList(3, 'shortcut.csv')]);
  const { ts } = await house.chat.message(rosa, 'the new joiners');

  await house.chat.hands.shortcut(rosa, { channel: onboarding, ts }, 'import_message');
  const form = await house.chat.modal(rosa, 'Import a list');
  await house.chat.hands.submit(rosa, form.id, {});

  expect(JSON.stringify(form.view.blocks)).toContain('shortcut.csv');
  const card = await house.chat.message(rosa, 'Check this list', 'shortcut.csv');
  expect(card.threadTs).toBe(ts);
});

it('makes one import of a message, however often its shortcut is used, until that import is over', async () => {
  await house.chat.hands.type(rosa, { channel: onboarding }, 'twice is enough', [goodList(3, 'again.csv')]);
  const { ts } = await house.chat.message(rosa, 'twice is enough');
  const shortcut = async () => {
    await house.chat.hands.shortcut(rosa, { channel: onboarding, ts }, 'import_message');
    const form = await house.chat.modal(rosa, 'Import a list');
    await house.chat.hands.submit(rosa, form.id, {});
  };
  const imports = () => house.db.import.count({ where: { fileName: 'again.csv' } });

  await shortcut();
  const card = await house.chat.message(rosa, 'Check this list', 'again.csv');
  await shortcut();
  await shortcut();
  await house.chat.type(rosa, '/muster about');
  await house.chat.message(rosa, 'Muster 0.');
  const whileItStands = await imports();
  await house.chat.press(rosa, card, 'discard');
  await house.chat.message(rosa, 'again.csv was discarded');
  await shortcut();
  await house.chat.message(rosa, 'Check this list', 'again.csv');
  await shortcut();

  expect(whileItStands).toBe(1);
  expect(await imports()).toBe(2);
});

it('makes one import of a message that Slack tells four times', async () => {
  house.slack.faults.redeliver(4);
  await house.chat.hands.type(rosa, { channel: direct }, '', [goodList(3, 'four-times.csv')]);

  await house.chat.message(rosa, 'Check this list', 'four-times.csv');

  expect(await house.db.import.count({ where: { fileName: 'four-times.csv' } })).toBe(1);
  expect(house.slack.messages(direct).filter((message) => said(message).includes('Check this list'))).toHaveLength(2);
});

it('says so when Slack hands out its login page in place of the file', async () => {
  house.slack.faults.htmlDownload();
  await house.chat.hands.type(rosa, { channel: direct }, '', [goodList(3, 'login-page.csv')]);

  const card = await house.chat.message(rosa, 'Not imported', 'login-page.csv');

  expect(said(card)).toContain('I could not read the file');
});

it('keeps addresses and numbers out of every message that others can read', async () => {
  const secret =
    'email,first_name,mobile_phone\nsecret.person@example.com,Sec,+447400955555\nnot-an-address,Bad,+44740095666x\n';
  await house.chat.importList(rosa, listOf(secret, 'secret.csv'));
  const card = await house.chat.message(rosa, 'Check this list', 'secret.csv');
  await house.chat.press(rosa, card, 'apply');
  const draft = await house.chat.inviteFrom(
    rosa,
    await house.chat.message(rosa, 'List imported', 'secret.csv'),
    'secret.csv',
  );
  await house.chat.press(rosa, draft, 'send');
  await house.chat.message(rosa, 'Completed: 1 person invited');

  const open = house.slack
    .messages(onboarding)
    .filter(({ onlyFor }) => !onlyFor)
    .map(said)
    .join('\n');

  expect(open).not.toMatch(/secret\.person|7400955555|not-an-address|74009566/);
  expect(house.muster.output()).not.toMatch(/secret\.person|7400955555|not-an-address|74009566/);
});
