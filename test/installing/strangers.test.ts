import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ManyHouse, openManyHouse } from './many-house.ts';

let house: ManyHouse;
beforeAll(async () => {
  house = await openManyHouse();
  await house.install(house.acme);
}, 60_000);
afterAll(() => house.close());

const people = () => house.db.chatUser.count();

it('does nothing for a workspace that has not installed it', async () => {
  const { globex } = house;
  const before = await people();

  await globex.chat.type(globex.owner, '/muster about', globex.channel);
  await globex.chat.hands.type(globex.owner, { channel: `D${globex.owner.slice(1)}` }, 'about');

  await expect.poll(() => house.muster.output().match(/a workspace that is not ours/g)?.length).toBe(2);
  expect(await people()).toBe(before);
  expect(globex.slack.calls()).toEqual([]);
});

it('refuses somebody of another workspace in a channel that is shared, though that workspace has it too', async () => {
  const { acme, globex } = house;
  await house.install(globex);
  // A person of Globex, as Acme's Slack shows them in a shared channel.
  acme.slack.addPerson({
    ...{ id: globex.owner, name: 'Ona Globex', about: 'from elsewhere', email: 'ona@globex.test', teamId: globex.id },
    ...{ isAdmin: true, isOwner: true, isGuest: false },
  });
  const before = await house.db.setting.count();

  await acme.chat.type(globex.owner, '/muster settings run.max-records 66', acme.channel);

  const answer = await acme.chat.message(globex.owner, 'organi');
  expect(answer.onlyFor).toBe(globex.owner);
  expect(await house.db.setting.count()).toBe(before);
});
