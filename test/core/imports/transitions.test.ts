import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyImport } from '#core/imports/apply-import.ts';
import { discardImport } from '#core/imports/discard-import.ts';
import { expireImports } from '#core/imports/expire-imports.ts';
import { keepUpload } from '#core/imports/keep-upload.ts';
import type { ImportState } from '#core/states.ts';
import { keepSetting } from '#core/store/settings.ts';
import { ringStuckImports } from '#core/store/stuck-imports.ts';
import { checkImport } from '#jobs/check-import.ts';
import { aCheckedImport, anAppliedImport, aReceivedImport, cardOf, reportOf } from '#test/harness/builders/imports.ts';
import { refusalOf } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const LIST = 'email,mobile_phone\nida@acme.test,+447400100001\njon@acme.test,+447400100002\nwrong,\n';
const states: ImportState[] = ['receiving', 'checking', 'ready', 'applied', 'discarded', 'rejected', 'undone'];
const list = (importId: string) => ({ companyId: world.companyId, importId });

/** What was written down since, and what was asked for. */
async function since(importId: string) {
  const entries = await world.db.auditEntry.findMany({ where: { subjectId: importId }, orderBy: { id: 'asc' } });
  const promised = (await world.outbox()).filter(({ name }) => name !== 'show-home');
  return {
    written: entries.map(({ action, operatorId, facts }) => [action, operatorId, facts]).slice(1),
    promised: promised.map(({ name }) => name).toSorted(),
  };
}

async function anImportIn(state: ImportState) {
  const report = await aCheckedImport(world, LIST);
  await world.db.$executeRaw`UPDATE import SET state = ${state}::"ImportState" WHERE id = ${report.id}::uuid`;
  await world.forgetOutbox();
  return report;
}

describe.each([
  ['Apply', applyImport, 'applied', 'import-applied', { new: 2, changed: 0, numbers: 2 }],
  ['Discard', discardImport, 'discarded', 'import-discarded', {}],
] as const)('%s', (_, press, state, action, facts) => {
  it('is for a checked list alone, by who may import, on the card as it is, and once', async () => {
    for (const from of states) {
      const report = await anImportIn(from);
      const onlooker = await press(world, world.onlooker, cardOf(report));
      const old = await press(world, world.approver, { ...cardOf(report), version: report.version - 1 });

      const outcome = await press(world, world.approver, cardOf(report));

      const isReady = from === 'ready';
      expect([from, refusalOf(onlooker)]).toEqual([from, { code: 'not-allowed', needs: 'import-members' }]);
      expect([from, refusalOf(old)?.code]).toEqual([from, isReady ? 'card-out-of-date' : 'import-moved-on']);
      expect([from, outcome.ok]).toEqual([from, isReady]);
      if (!isReady) {
        expect(refusalOf(outcome)).toMatchObject({ code: 'import-moved-on', state: from });
        expect((await since(report.id)).promised).toEqual([]);
        continue;
      }
      expect(await reportOf(world, report.id)).toMatchObject({ state, decidedBy: { name: 'Ben' } });
      expect((await since(report.id)).written.at(-1)).toMatchObject([action, world.approver.id, facts]);
      expect((await since(report.id)).promised).toEqual(['show-card']);
      expect(refusalOf(await press(world, world.requester, cardOf(report)))).toEqual({
        ...{ code: 'import-moved-on', state, by: 'Ben', at: expect.any(Date) },
      });
    }
  });

  it('finds nothing that is not there', async () => {
    const outcome = await press(world, world.approver, { id: world.companyId, version: 1 });

    expect(refusalOf(outcome)).toEqual({ code: 'import-not-found' });
  });
});

it('a list that is discarded keeps its counts and nobody of it', async () => {
  const report = await aCheckedImport(world, LIST);

  await discardImport(world, world.approver, cardOf(report));

  expect((await reportOf(world, report.id)).counts).toEqual(report.counts);
  expect(await world.db.importRow.count({ where: { email: { not: null } } })).toBe(0);
});

it('a file comes once, is checked once, and its bytes are gone then', async () => {
  const importId = await aReceivedImport(world);
  await world.forgetOutbox();

  await keepUpload(world, list(importId), Buffer.from(LIST));
  const kept = { state: (await reportOf(world, importId)).state, files: await world.db.importFile.count() };
  await keepUpload(world, list(importId), Buffer.from('email\n'));
  const once = await since(importId);
  await checkImport(list(importId), world);
  await checkImport(list(importId), world);

  expect(kept).toEqual({ state: 'checking', files: 1 });
  expect(once).toEqual({ written: [], promised: ['check-import', 'show-card'] });
  expect((await reportOf(world, importId)).state).toBe('ready');
  expect(await world.db.importFile.count()).toBe(0);
  const { fileSha256 } = await world.db.import.findFirstOrThrow();
  expect((await since(importId)).written).toMatchObject([['import-checked', null, { new: 2, fileHash: fileSha256 }]]);
});

it('a file that does not come ends its import once, and one that was checked is not ended so', async () => {
  const [gone, here] = [await aReceivedImport(world), (await aCheckedImport(world, LIST)).id];
  await world.forgetOutbox();

  for (const importId of [gone, gone, here])
    await keepUpload(world, list(importId), { rejection: { code: 'FILE_GONE' } });

  expect([(await reportOf(world, gone)).state, (await reportOf(world, here)).state]).toEqual(['rejected', 'ready']);
  expect(await since(gone)).toEqual({
    ...{ written: [['import-rejected', null, { code: 'FILE_GONE' }]], promised: ['show-card'] },
  });
});

it('a file that is no list is refused once, with its reason written down', async () => {
  const { id } = await aCheckedImport(world, 'email\n');

  await checkImport(list(id), world);

  expect((await since(id)).written).toEqual([['import-rejected', null, { code: 'FILE_ONLY_HEADER' }]]);
  expect(await world.db.importFile.count()).toBe(0);
});

it('a file of a company that takes no more rows or bytes is refused by its own rules', async () => {
  await keepSetting(world.db, world.requester, 'import.max-rows', '2');
  await keepSetting(world.db, world.requester, 'import.max-bytes', '100000');

  const long = await aCheckedImport(world, LIST);
  const large = await aCheckedImport(world, Buffer.alloc(100_001, 'a'));
  const just = await aReceivedImport(world);
  await keepUpload(world, list(just), Buffer.alloc(100_000, 'a'));

  expect(long.rejection).toEqual({ code: 'FILE_TOO_MANY_ROWS', limit: 2 });
  expect(large.rejection).toEqual({ code: 'FILE_TOO_LARGE', limit: 100_000 });
  expect((await reportOf(world, just)).state).toBe('checking');
});

it('lists that nobody decides about end by themselves, as many as there are', async () => {
  const [old, older, fresh] = [
    await aCheckedImport(world, LIST),
    await aCheckedImport(world, LIST),
    await aCheckedImport(world, LIST),
  ];
  await world.db.$executeRaw`
    UPDATE import SET touched_at = now() - interval '8 days' WHERE id IN (${old.id}::uuid, ${older.id}::uuid)`;
  await world.forgetOutbox();

  await expireImports(world.db);

  const now = await Promise.all([old, older, fresh].map(async ({ id }) => (await reportOf(world, id)).state));
  expect(now).toEqual(['discarded', 'discarded', 'ready']);
  expect((await since(old.id)).written.at(-1)).toEqual(['import-expired', null, {}]);
  expect((await since(old.id)).promised).toEqual(['show-card', 'show-card']);
});

it('a stuck import is rung for where it stands: at who fetches it, or at who checks it', async () => {
  const receiving = await aReceivedImport(world);
  const checking = await aReceivedImport(world);
  await keepUpload(world, list(checking), Buffer.from(LIST));
  const settled = [await aCheckedImport(world, LIST), await anAppliedImport(world, LIST)];
  await world.db.$executeRaw`UPDATE import SET touched_at = now() - interval '61 seconds'`;
  await world.forgetOutbox();

  await ringStuckImports(world.db);

  expect((await world.outbox()).map(({ queue, name, data }) => [queue, name, data]).toSorted()).toEqual([
    ['news', 'fetch-upload', list(receiving)],
    ['work', 'check-import', list(checking)],
  ]);
  expect(await Promise.all(settled.map(async ({ id }) => (await reportOf(world, id)).state))).toEqual([
    'ready',
    'applied',
  ]);
});
