import { afterAll, beforeAll, expect, it } from 'vitest';
import { goodList } from '../journeys/lists.ts';
import { type ManyHouse, openManyHouse } from './many-house.ts';

const ORG = { id: 'E0ACME', name: 'Acme Holding', isInstalledForAll: true };

let house: ManyHouse;
beforeAll(async () => {
  house = await openManyHouse({ enterprise: ORG });
}, 60_000);
afterAll(async () => {
  expect(house.acme.slack.violations()).toEqual([]);
  await house.close();
});

it('is installed for a whole organisation, which is one company and belongs to who installed it', async () => {
  const page = await house.install(house.acme);

  expect(page).toMatchObject({ status: 200, text: expect.stringContaining('Muster is in Acme Holding') });
  expect(await house.db.slackInstallation.findMany()).toMatchObject([{ workspaceId: ORG.id, isEnterprise: true }]);
  expect(await house.db.company.findMany()).toMatchObject([{ name: 'Acme Holding', ownerEmail: 'ona@acme.test' }]);
});

it('hears commands, buttons, forms and messages there, and answers them', async () => {
  const { chat, owner, colleague, channel, slack } = house.acme;

  await chat.sendList(owner, goodList(2, 'org.csv'), channel);
  await chat.message(owner, 'Completed: 2 people invited');
  await chat.hands.type(colleague, { channel: `D${colleague.slice(1)}` }, 'about');

  await chat.message(colleague, 'Muster 0.');
  expect(slack.calls().filter(({ method }) => method === 'users.list')).toEqual([]);
});

it('takes what an organisation says of one of its workspaces for that organisation alone', async () => {
  await house.install(house.globex);

  await house.globex.chat.type(house.globex.owner, '/muster runs', house.globex.channel);

  const answer = await house.globex.chat.message(house.globex.owner, 'run');
  expect(JSON.stringify(answer)).not.toContain('org.csv');
  expect(await house.db.company.count()).toBe(2);
});

it('forgets the tokens when the organisation takes it out', async () => {
  await house.acme.slack.installing.uninstall();

  const rest = async () => (await house.db.slackInstallation.findMany()).map(({ workspaceId }) => workspaceId);
  await expect.poll(rest).toEqual([house.globex.id]);
});
