import { afterEach, beforeEach, expect, it } from 'vitest';
import { erasePerson } from '#core/directory/erase-person.ts';
import { applyImport } from '#core/imports/apply-import.ts';
import { expireImports } from '#core/imports/expire-imports.ts';
import { aCheckedImport, cardOf, reportOf } from '#test/harness/builders/imports.ts';
import { accepted, refusalOf } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const daysPass = (days: number) =>
  world.db.$executeRaw`UPDATE import SET touched_at = touched_at - ${days}::int * interval '1 day'`;
const rows = () => world.db.importRow.count();

it('a checked list that nobody decides about for a week is discarded, and nobody of it is left', async () => {
  const list = await aCheckedImport(world, 'email\nann@y.test\n');
  await daysPass(6);
  await expireImports(world.db);
  const early = [(await reportOf(world, list.id)).state, await rows()];
  await daysPass(1);
  await world.forgetOutbox();

  await expireImports(world.db);

  expect(early).toEqual(['ready', 1]);
  expect([await reportOf(world, list.id), await rows()]).toMatchObject([{ state: 'discarded' }, 0]);
  expect(await reportOf(world, list.id)).not.toHaveProperty('decidedBy');
  expect(await world.outbox('show-card')).toHaveLength(1);
  expect(await world.db.auditEntry.count({ where: { action: 'import-expired', subjectId: list.id } })).toBe(1);
});

it('its card decides nothing any more', async () => {
  const list = await aCheckedImport(world, 'email\nann@y.test\n');
  await daysPass(8);
  await expireImports(world.db);

  const applied = await applyImport(world, world.requester, cardOf(list));

  expect(refusalOf(applied)).toMatchObject({ code: 'import-moved-on', state: 'discarded' });
});

it('stands in the way of erasing somebody no longer', async () => {
  const applied = await aCheckedImport(world, 'email\nann@y.test\n');
  accepted(await applyImport(world, world.requester, cardOf(applied)));
  await aCheckedImport(world, 'email,first_name\nann@y.test,Ann\n');
  const before = await erasePerson(world, world.requester, 'ann@y.test');
  await world.db.$executeRaw`UPDATE import SET touched_at = now() - interval '8 days' WHERE state = 'ready'`;

  await expireImports(world.db);

  expect(refusalOf(before)?.code).toBe('person-under-way');
  expect((await erasePerson(world, world.requester, 'ann@y.test')).ok).toBe(true);
});
