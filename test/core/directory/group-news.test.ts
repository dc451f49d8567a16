import { afterEach, beforeEach, expect, it } from 'vitest';
import { grantGroup } from '#core/directory/change-group-permission.ts';
import { groupChanged } from '#core/directory/group-changed.ts';
import { ringStaleGroups, whetherToAsk } from '#core/store/group-news.ts';
import { accepted } from '../../harness/builders/runs.ts';
import { makeWorld, type World } from '../../harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
  const told = { id: 'S0APPROVERS', name: 'approvers', members: ['U0CLEO'], isGone: false };
  accepted(await grantGroup(world, world.requester, { where: world.place, told, ageMs: 0, permission: 'view-runs' }));
  await world.forgetOutbox();
});
afterEach(() => world.close());

const place = () => ({ companyId: world.companyId, platform: 'slack', workspaceId: 'T0ACME' });
const changed = (group: string, workspaceId = 'T0ACME') =>
  groupChanged(world, { platform: 'slack', workspaceId, group });
const known = (secondsAgo: number) => world.db.$executeRaw`
  UPDATE user_group SET known_at = now() - ${secondsAgo}::int * interval '1 second'`;
const promised = async () => (await world.outbox('read-groups')).map(({ data }) => data);
const ask = () => whetherToAsk(world.db, place());

it('is asked for when its platform says that it has changed', async () => {
  await changed('S0APPROVERS');

  expect(await promised()).toEqual([place()]);
});

it('is nothing to us where it holds nothing, or where we are not at home', async () => {
  await changed('S0OTHERS');
  await changed('S0APPROVERS', 'T0STRANGE');

  expect(await promised()).toEqual([]);
});

it('is asked for again once nobody has said anything for five minutes', async () => {
  await known(290);
  await ringStaleGroups(world.db);
  const before = await promised();
  await known(310);

  await ringStaleGroups(world.db);

  expect(before).toEqual([]);
  expect(await promised()).toEqual([place()]);
});

it('is asked for now, in a while after the last question, or not at all', async () => {
  await known(200);
  const settled = await ask();
  await changed('S0APPROVERS');
  const stale = await ask();
  await world.db.$executeRaw`UPDATE user_group SET known_at = now() - interval '1 second', changed_at = now()`;
  const soon = await ask();
  await world.db.userGroup.deleteMany();

  expect(settled).toEqual({ when: 'never' });
  expect(stale).toEqual({ when: 'now' });
  expect(soon).toMatchObject({ when: 'soon' });
  expect(soon.when === 'soon' && soon.afterMs > 0 && soon.afterMs <= 2_000).toBe(true);
  expect(await ask()).toEqual({ when: 'never' });
});
