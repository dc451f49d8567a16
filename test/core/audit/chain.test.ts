import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { audit } from '#core/store/audit.ts';
import { addCompany } from '#core/store/companies.ts';
import { transaction } from '#core/store/db.ts';
import { openPrisma } from '#prisma/client.ts';
import { migrate } from '#prisma/migrate.ts';
import { makeDatabase } from '#test/harness/database.ts';
import { makeWorld, type World } from '#test/harness/world.ts';
import { chainByHand, type Entry, entriesOf } from './by-hand.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const on = (id: string) => ({ subject: 'setting', id }) as const;
const hashes = (entries: Entry[]) => entries.map(({ hash }) => hash);

/** A company of which nothing is told yet. */
const aCompany = async () => ({ companyId: await addCompany(world.db, 'Acme') });

it('chains what is done, in the order in which it was done', async () => {
  const company = await aCompany();
  const { id, place } = { id: world.requester.id, place: world.place };

  await transaction(world.db, (tx) =>
    audit(tx, { ...company, id, place }, 'setting-changed', on('a'), { before: 'é\n"1"' }),
  );
  await transaction(world.db, async (tx) => {
    await audit(tx, company, 'setting-changed', on('b'), { before: 1, after: 2.5 });
    await audit(tx, company, 'setting-changed', on('c'), { after: null, before: true, 'zz-longer': '' });
  });

  const entries = await entriesOf(world, company.companyId);
  expect(entries.map(({ seq, subjectId }) => [seq, subjectId])).toEqual([
    [1n, 'a'],
    [2n, 'b'],
    [3n, 'c'],
  ]);
  expect(hashes(entries)).toEqual(chainByHand(entries));
  expect(entries[0]).toMatchObject({
    operatorId: id,
    platform: 'slack',
    workspaceId: 'T0ACME',
    conversation: 'C0GENERAL',
  });
});

it('makes one chain of what thirty people do at once', async () => {
  const company = await aCompany();
  const deed = (i: number) =>
    transaction(world.db, async (tx) => {
      await audit(tx, company, 'setting-changed', on(`first-${i}`));
      await audit(tx, company, 'setting-changed', on(`second-${i}`));
    });

  await Promise.all(times(30, deed));

  const entries = await entriesOf(world, company.companyId);
  expect(entries.map(({ seq }) => Number(seq))).toEqual(times(60, (i) => i + 1));
  expect(hashes(entries)).toEqual(chainByHand(entries));
});

it('keeps the chains of companies apart that one transaction tells of, in whatever order it does', async () => {
  const [a, b] = await Promise.all([aCompany(), aCompany()]);
  const both = [[a, b] as const, [b, a] as const];
  const tell = ([one, other]: readonly [typeof a, typeof b]) =>
    transaction(world.db, async (tx) => {
      await audit(tx, one, 'setting-changed', on('x'));
      await audit(tx, other, 'setting-changed', on('x'));
    });

  await Promise.all(times(20, (i) => tell(both[i % 2] ?? [a, b])));

  for (const { companyId } of [a, b]) {
    const entries = await entriesOf(world, companyId);
    expect(entries).toHaveLength(20);
    expect(hashes(entries)).toEqual(chainByHand(entries));
  }
});

it('leaves no gap where a deed was not done after all', async () => {
  const company = await aCompany();
  const tell = () => transaction(world.db, (tx) => audit(tx, company, 'setting-changed', on('x')));
  await tell();

  const undone = transaction(world.db, async (tx) => {
    await audit(tx, company, 'setting-changed', on('undone'));
    throw new Error('not after all');
  });

  await expect(undone).rejects.toThrow('not after all');
  await tell();
  const entries = await entriesOf(world, company.companyId);
  expect(entries.map(({ seq }) => seq)).toEqual([1n, 2n]);
  expect(hashes(entries)).toEqual(chainByHand(entries));
});

it('lets nobody wait for the end of the chain who still wants another lock', async () => {
  const company = await aCompany();
  const other = await aCompany();
  const lockOther = (tx: Parameters<typeof audit>[0]) =>
    tx.$executeRaw`SELECT FROM company WHERE id = ${other.companyId}::uuid FOR NO KEY UPDATE`;

  await transaction(world.db, async (tx) => {
    await audit(tx, company, 'setting-changed', on('first'));
    await transaction(world.db, async (another) => {
      await lockOther(another);
      await audit(another, company, 'setting-changed', on('second'));
    });
    await lockOther(tx);
  });

  expect((await entriesOf(world, company.companyId)).map(({ subjectId }) => subjectId)).toEqual(['second', 'first']);
});

it.each([
  `UPDATE audit_entry SET action = 'run-sent'`,
  `UPDATE audit_entry SET hash = NULL`,
  `UPDATE audit_entry SET seq = seq + 1000`,
  'DELETE FROM audit_entry',
  'TRUNCATE audit_entry',
  'DELETE FROM audit_head',
  'TRUNCATE audit_head',
  'TRUNCATE company CASCADE',
])('refuses %s', async (statement) => {
  const company = await aCompany();
  await transaction(world.db, (tx) => audit(tx, company, 'setting-changed', on('x')));
  const before = await entriesOf(world, company.companyId);

  await expect(world.db.$executeRawUnsafe(statement)).rejects.toThrow('The audit trail only grows');

  expect(await entriesOf(world, company.companyId)).toEqual(before);
});

it('keeps an entry as it was written, in the same transaction too', async () => {
  const company = await aCompany();

  const changed = transaction(world.db, async (tx) => {
    await audit(tx, company, 'setting-changed', on('x'));
    await tx.$executeRaw`UPDATE audit_entry SET facts = '{"other": 1}' WHERE company_id = ${company.companyId}::uuid`;
  });

  await expect(changed).rejects.toThrow('The audit trail only grows');
});

it('takes nothing that could be read as two lines', async () => {
  const company = await aCompany();

  const forged = transaction(world.db, (tx) => audit(tx, company, 'setting-changed', on('x\nrun')));

  await expect(forged).rejects.toThrow('audit_entry_is_single_lines');
});

it('goes with its company', async () => {
  const company = await aCompany();
  await transaction(world.db, (tx) => audit(tx, company, 'setting-changed', on('x')));

  await world.db.$executeRaw`DELETE FROM company WHERE id = ${company.companyId}::uuid`;

  expect(await entriesOf(world, company.companyId)).toEqual([]);
});

it('chains what was told before there was a chain', async () => {
  await using database = await makeDatabase({ empty: true });
  await migrate(database.url, await migrationsBefore('0005_audit_chain'));
  const db = openPrisma(database.url, { poolSize: 2 });
  onTestFinished(() => db.$disconnect());
  const [company] = await db.$queryRaw<{ id: string }[]>`INSERT INTO company (name) VALUES ('Acme') RETURNING id`;
  const companyId = company?.id ?? '';
  await db.$executeRaw`
    INSERT INTO audit_entry (company_id, action, subject, subject_id, facts)
    SELECT ${companyId}::uuid, 'run-sent', 'run', 'r' || i, jsonb_build_object('people', i) FROM generate_series(1, 50) i`;

  await migrate(database.url);
  await transaction(db, (tx) => audit(tx, { companyId }, 'run-sent', { subject: 'run', id: 'r51' }));

  const entries = await entriesOf({ db }, companyId);
  expect(entries.map(({ subjectId }) => subjectId)).toEqual(times(51, (i) => `r${i + 1}`));
  expect(hashes(entries)).toEqual(chainByHand(entries));
});

async function migrationsBefore(name: string): Promise<string> {
  const all = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), 'muster-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const earlier of (await readdir(all)).filter((one) => /^\d/.test(one) && one < name)) {
    await cp(join(all, earlier), join(folder, earlier), { recursive: true });
  }
  return folder;
}
