import { expect, it } from 'vitest';
import { keepUpload } from '#core/imports/keep-upload.ts';
import { ringStuckImports } from '#core/store/stuck-imports.ts';
import { aReceivedImport, reportOf } from '#test/harness/builders/imports.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

async function minutePasses(world: World): Promise<void> {
  await world.db.$executeRaw`UPDATE import SET touched_at = touched_at - interval '61 seconds'`;
}

it('an import that nobody touches for a minute is rung for again, three times at the most, and then ends', async () => {
  await using world = await makeWorld();
  const importId = await aReceivedImport(world);
  await world.forgetOutbox();

  await ringStuckImports(world.db);
  const tooEarly = await world.outbox('fetch-upload');
  for (let ring = 1; ring <= 5; ring++) {
    await minutePasses(world);
    await ringStuckImports(world.db);
  }

  expect(tooEarly).toEqual([]);
  expect(await world.outbox('fetch-upload')).toHaveLength(3);
  expect(await reportOf(world, importId)).toMatchObject({
    state: 'rejected',
    rejection: { code: 'FILE_NOT_READABLE' },
  });
});

it('a file that is here is rung for at the checker, and one that is being checked is left in peace', async () => {
  await using world = await makeWorld();
  const { db, companyId } = world;
  const [waiting, busy] = [await aReceivedImport(world), await aReceivedImport(world)];
  for (const importId of [waiting, busy])
    await keepUpload(world, { companyId, importId }, Buffer.from('email\na@y.test\n'));
  await minutePasses(world);
  await world.forgetOutbox();

  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM import WHERE id = ${busy}::uuid FOR UPDATE`;
    await ringStuckImports(db);
  });

  expect((await world.outbox()).map(({ name, data }) => [name, data.importId])).toEqual([['check-import', waiting]]);
});
