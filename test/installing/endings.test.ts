import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { said } from '../harness/chat.ts';
import { freePort } from '../harness/free-port.ts';
import { startMuster } from '../harness/muster.ts';
import { goodList } from '../journeys/lists.ts';
import { type ManyHouse, openManyHouse } from './many-house.ts';

let house: ManyHouse;
beforeAll(async () => {
  // Each letter takes a few seconds.
  house = await openManyHouse({ sink: { delay: 400 } });
}, 60_000);
afterAll(async () => {
  expect(house.acme.slack.violations()).toEqual([]);
  await house.close();
});
beforeEach(async () => {
  for (const team of [house.acme, house.globex]) if (!team.slack.installing.isInstalled()) await house.install(team);
});

const installed = async () =>
  (await house.db.slackInstallation.findMany()).map(({ workspaceId }) => workspaceId).sort();
const left = async (id: string) =>
  (await house.db.workspace.findFirstOrThrow({ where: { externalId: id } })).leftAt !== null;
const callsOf = () => house.acme.slack.calls().length;

/** What the audit trail says of them. */
async function comingsAndGoings(workspace: string): Promise<string[]> {
  const entries = await house.db.auditEntry.findMany({
    where: { action: { startsWith: 'app-' }, facts: { path: ['workspace'], equals: workspace } },
    orderBy: { id: 'asc' },
  });
  return entries.map(({ action }) => action);
}

/** A run that is being sent. */
async function aRun(people: number): Promise<void> {
  const { chat, owner, channel } = house.acme;
  await chat.sendList(owner, goodList(people, 'staff.csv'), channel);
  await expect.poll(async () => (await house.db.run.findFirst())?.state, { timeout: 20_000 }).toBe('sending');
}

it('goes on with a run while the app is taken out, troubles Slack no more, and tells it all when the app is back', async () => {
  const { acme, db } = house;
  await aRun(5);

  await acme.slack.installing.uninstall();
  await expect.poll(installed, { timeout: 10_000 }).toEqual([house.globex.id]);
  await expect.poll(async () => (await db.run.findFirst())?.state, { timeout: 30_000 }).toBe('completed');
  const untold = () => db.card.count({ where: { shown: { lt: db.card.fields.wanted } } });
  await expect.poll(untold, { timeout: 10_000 }).toBeGreaterThan(0);
  const calls = callsOf();
  await db.$executeRaw`UPDATE card SET lease_until = now() - interval '1 second'`;
  await house.restart();
  const callsLater = callsOf();
  await house.install(acme);

  const summary = await acme.chat.message(acme.owner, 'Completed: 5 people invited');
  expect(house.sink.received()).toHaveLength(5);
  expect(callsLater).toBe(calls);
  expect(summary.channel).toBe(acme.channel);
  await expect.poll(untold, { timeout: 10_000 }).toBe(0);
  expect(acme.slack.messages(acme.channel).filter((one) => said(one).includes('Completed: 5'))).toHaveLength(1);
  expect(await left(acme.id)).toBe(false);
  expect(await db.company.count()).toBe(2);
  expect(await comingsAndGoings(acme.id)).toEqual(['app-installed', 'app-left', 'app-installed']);
}, 90_000);

it('deletes tokens that Slack has taken back, and those alone', async () => {
  const { acme, globex } = house;

  await acme.slack.installing.revokeTokens();

  await expect.poll(installed).toEqual([globex.id]);
  expect(await left(acme.id)).toBe(true);
  await globex.chat.type(globex.owner, '/muster about', globex.channel);
  await globex.chat.message(globex.owner, 'Muster 0.');
});

it('is not misled by word of an end that comes late, after the app is back', async () => {
  const { acme } = house;
  await acme.slack.installing.uninstall();
  await expect.poll(() => left(acme.id)).toBe(true);
  await house.install(acme);

  await acme.slack.installing.tellUninstalled();

  await acme.chat.type(acme.owner, '/muster about', acme.channel);
  await acme.chat.message(acme.owner, 'Muster 0.');
  expect(await installed()).toEqual([acme.id, house.globex.id]);
});

it('finds out by itself where nobody told it, and answers again once the app is back', async () => {
  const { acme } = house;
  acme.slack.deliverTo('http://127.0.0.1:1/nowhere');
  await acme.slack.installing.uninstall();
  acme.slack.deliverTo(`${house.muster.url}/slack/events`);

  await acme.chat.type(acme.owner, '/muster about', acme.channel);

  await expect.poll(installed).toEqual([house.globex.id]);
  await house.install(acme);
  await acme.chat.type(acme.owner, '/muster about', acme.channel);
  await acme.chat.message(acme.owner, 'Muster 0.');
});

it('goes on in a process that saw nothing of the end and of the new beginning', async () => {
  const { acme } = house;
  const about = async () => {
    const before = acme.slack.messages(acme.channel).length;
    await acme.chat.type(acme.owner, '/muster about', acme.channel);
    await expect.poll(() => acme.slack.messages(acme.channel).length, { timeout: 10_000 }).toBe(before + 1);
  };
  const second = await startMuster({ ...house.settings, PORT: String(await freePort()) });
  acme.slack.deliverTo(`${second.url}/slack/events`);
  await about();
  acme.slack.deliverTo(`${house.muster.url}/slack/events`);
  await acme.slack.installing.uninstall();
  await expect.poll(() => left(acme.id)).toBe(true);
  await house.install(acme);
  acme.slack.deliverTo(`${second.url}/slack/events`);

  await about();

  acme.slack.deliverTo(`${house.muster.url}/slack/events`);
  expect(await second.stop()).toBe(0);
  expect(await installed()).toContain(acme.id);
}, 60_000);
