import { afterAll, beforeAll, expect, it } from 'vitest';
import { goodList } from '../journeys/lists.ts';
import { type ManyHouse, openManyHouse } from './many-house.ts';

let house: ManyHouse;
beforeAll(async () => {
  house = await openManyHouse({ app: { tokenLifeS: 43_200 } });
  await house.install(house.acme);
}, 60_000);
afterAll(() => house.close());

const refreshes = () => house.acme.slack.calls().filter(({ body }) => body['grant_type'] === 'refresh_token').length;

it('answers, brings in lists and hands over files with tokens that have expired meanwhile', async () => {
  const { acme } = house;
  acme.slack.installing.expireTokens();

  await Promise.all([
    acme.chat.type(acme.owner, '/muster about', acme.channel),
    acme.chat.importList(acme.owner, goodList(2, 'later.csv'), acme.channel),
  ]);
  await acme.chat.message(acme.owner, 'Muster 0.');
  await acme.chat.message(acme.owner, 'Check this list', 'later.csv');
  acme.slack.installing.expireTokens();
  await acme.chat.type(acme.owner, '/muster template', acme.channel);

  await acme.chat.file(acme.owner, '');
  expect(refreshes()).toBe(2);
  expect(house.muster.output()).not.toMatch(/xoxe|"level":"error"/);
}, 60_000);
