import { afterEach, beforeEach, expect, it } from 'vitest';
import { sentence } from '#bot/wording.ts';
import { takeAudit } from '#core/audit/take-audit.ts';
import { type CheckedAudit, verifyAudit } from '#core/audit/verify-audit.ts';
import { audit } from '#core/store/audit.ts';
import { transaction } from '#core/store/db.ts';
import { accepted, refusalOf } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';
import { entriesOf } from './by-hand.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

/** So many entries, each in a commit of its own. */
async function tell(entries: number): Promise<void> {
  for (let i = 1; i <= entries; i++) {
    const on = { subject: 'run', id: `r${i}` } as const;
    await transaction(world.db, (tx) => audit(tx, world.requester, 'run-sent', on, { people: i }));
  }
}

const verified = async (): Promise<CheckedAudit> => accepted(await verifyAudit(world, world.requester));
const said = async () => sentence({ kind: 'audit-checked', audit: await verified() });

/** As somebody would who owns the database: past every trigger. */
async function forge(...statements: string[]): Promise<void> {
  await transaction(world.db, async (tx) => {
    await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
    for (const statement of statements) await tx.$executeRawUnsafe(statement);
  });
}

it('says how many entries there are, since when, and how the last one is known', async () => {
  await tell(3);

  const check = await verified();

  const [first, , last] = await entriesOf(world, world.companyId);
  expect(check).toEqual({ entries: 3, since: first?.at, head: last?.hash });
  expect(await said()).toMatch(
    /^The audit trail has 3 entries, unbroken since \d{4}-\d\d-\d\d, \d\d:\d\d UTC, head [0-9a-f]{12}\.$/,
  );
});

it('says so where nothing has been done yet', async () => {
  expect(await said()).toBe('The audit trail has no entry yet.');
});

it.each([
  ['changed', `UPDATE audit_entry SET facts = '{"people": 9}' WHERE seq = 3`, 3],
  ['laid on somebody else', 'UPDATE audit_entry SET operator_id = NULL WHERE seq = 3', 3],
  ['moved in time', `UPDATE audit_entry SET at = at - interval '1 day' WHERE seq = 3`, 3],
  ['moved to another place', `UPDATE audit_entry SET conversation = 'C0OTHER' WHERE seq = 3`, 3],
  ['taken out', 'DELETE FROM audit_entry WHERE seq = 3', 3],
  ['taken out at the beginning', 'DELETE FROM audit_entry WHERE seq = 1', 1],
  [
    'put in',
    `INSERT INTO audit_entry (company_id, action, subject, subject_id) SELECT id, 'run-sent', 'run', 'x' FROM company`,
    6,
  ],
])('names the first entry that does not fit, where one was %s', async (_, statement, entry) => {
  await tell(5);

  await forge(statement);

  expect(await verified()).toMatchObject({ broken: { entry, action: 'run-sent' } });
  expect(await said()).toContain(`number ${entry} (“Send pressed”, `);
});

it('sees an entry that was forged together with its own hash', async () => {
  await tell(5);

  await forge(
    `UPDATE audit_entry SET facts = '{"people": 9}' WHERE seq = 3`,
    `
    UPDATE audit_entry e SET hash = audit_hash((SELECT hash FROM audit_entry WHERE seq = 2), e) WHERE seq = 3`,
  );

  expect(await verified()).toMatchObject({ broken: { entry: 4 } });
});

it('misses the last entries where they were taken away', async () => {
  await tell(5);

  await forge('DELETE FROM audit_entry WHERE seq > 3');

  expect(await verified()).toMatchObject({ entries: 3, missing: { noted: 5 } });
  expect(await said()).toContain('it has 3 entries, but 5 were written');
});

it('misses all entries where all were taken away', async () => {
  await tell(2);

  await forge('DELETE FROM audit_entry');

  expect(await verified()).toMatchObject({ entries: 0, missing: { noted: 2 } });
});

it('goes on after a forged entry, so that it is found for ever', async () => {
  await tell(2);
  await forge(`UPDATE audit_entry SET action = 'run-approved' WHERE seq = 1`);

  await tell(3);

  expect(await verified()).toMatchObject({ entries: 5, broken: { entry: 1, action: 'run-approved' } });
});

it('looks at the own company alone', async () => {
  await tell(2);
  const [other] = await world.db.$queryRaw<{ id: string }[]>`INSERT INTO company (name) VALUES ('Other') RETURNING id`;
  const theirs = { companyId: other?.id ?? '' };
  await transaction(world.db, (tx) => audit(tx, theirs, 'run-sent', { subject: 'run', id: 'x' }));

  await forge(`UPDATE audit_entry SET action = 'run-approved' WHERE subject_id = 'x'`);

  expect(await verified()).toMatchObject({ entries: 2 });
});

it('checks many entries, page by page', async () => {
  await world.db.$executeRaw`
    INSERT INTO audit_entry (company_id, action, subject, subject_id, facts)
    SELECT ${world.companyId}::uuid, 'run-sent', 'run', i::text, '{"people": 1}' FROM generate_series(1, 20000) i`;

  const check = await verified();

  expect(check).toMatchObject({ entries: 20_000 });
  expect(check.broken).toBeUndefined();
});

it('is for who may change settings, and so is the file', async () => {
  const needs = { code: 'not-allowed', needs: 'manage-settings' };

  expect(refusalOf(await verifyAudit(world, world.onlooker))).toEqual(needs);
  expect(refusalOf(await takeAudit(world, world.onlooker, {}))).toEqual(needs);
});
