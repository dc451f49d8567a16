import { describe, expect, it } from 'vitest';
import { keepUpload } from '#core/imports/keep-upload.ts';
import { receiveImport } from '#core/imports/receive-import.ts';
import { seeToUploads } from '#core/imports/see-to-uploads.ts';
import { ringStuckImports } from '#core/store/stuck-imports.ts';
import { aReceivedImport, reportOf } from '#test/harness/builders/imports.ts';
import { accepted } from '#test/harness/builders/runs.ts';
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

describe('a file that is to be taken away where others can read it', () => {
  async function given(world: World): Promise<{ companyId: string; importId: string }> {
    const { db, companyId, requester, place } = world;
    const file = { upload: { file: 'F1' }, fileName: 'staff.csv', addNumbers: true, sendLoginMail: false };
    const begun = await receiveImport({ db }, requester, { ...file, place, sourceKey: 'F1', seenIn: 'C0GENERAL' });
    return { companyId, importId: accepted(begun) };
  }

  it('stays where it is when it never came to us', async () => {
    await using world = await makeWorld();
    const { importId } = await given(world);

    for (let ring = 1; ring <= 4; ring++) {
      await minutePasses(world);
      await ringStuckImports(world.db);
    }

    expect(await reportOf(world, importId)).toMatchObject({ state: 'rejected', upload: { fate: 'stays' } });
  });

  it('is rung for until somebody takes it away, and for a day at the most', async () => {
    await using world = await makeWorld();
    const { db } = world;
    const list = await given(world);
    await keepUpload(world, list, Buffer.from('email\na@y.test\n'));
    await world.forgetOutbox();

    await seeToUploads(db);
    const tooEarly = await world.outbox('remove-upload');
    await minutePasses(world);
    await seeToUploads(db);
    const rung = await world.outbox('remove-upload');
    await db.$executeRaw`UPDATE import SET touched_at = now() - interval '25 hours'`;
    await seeToUploads(db);

    expect(tooEarly).toEqual([]);
    expect(rung.map(({ data }) => data)).toEqual([list]);
    expect(await reportOf(world, list.importId)).toMatchObject({ upload: { fate: 'stays' } });
    expect(await world.outbox('remove-upload')).toHaveLength(1);
  });
});
