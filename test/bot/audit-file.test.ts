import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditFile } from '#bot/audit-file.ts';
import { wholeFile } from '#bot/csv-file.ts';
import { type Days, takeAudit } from '#core/audit/take-audit.ts';
import { audit } from '#core/store/audit.ts';
import { transaction } from '#core/store/db.ts';
import { accepted, aPendingRun, set } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';
import { entriesOf } from '../core/audit/by-hand.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await set(world, 'company.name', '=HYPERLINK("http://evil.test")', { ...world.requester, place: world.place });
  await aPendingRun(world, 3);
});
afterAll(() => world.close());

async function taken(days: Days = {}): Promise<string> {
  const entries = accepted(await takeAudit(world, world.requester, days));
  return Buffer.from(await wholeFile(auditFile(entries))).toString('utf8');
}

const cellsOf = (file: string): string[][] => parse(file, { bom: true });

it('has every entry, with the hash that its first twelve columns make', async () => {
  const [, ...rows] = cellsOf(await taken());

  const entries = await entriesOf(world, world.companyId);
  expect(rows.map((row) => row[12])).toEqual(entries.map(({ hash }) => hash));
  for (const row of rows) {
    const text = row.slice(0, 12).join('\n');
    expect(createHash('sha256').update(text).digest('hex')).toBe(row[12]);
  }
  expect(rows.map((row) => row[11]).slice(1)).toEqual(rows.map((row) => row[12]).slice(0, -1));
});

it('says who did it, where, and what was before', async () => {
  const [header = [], first = []] = cellsOf(await taken());

  const told = Object.fromEntries(header.map((name, i) => [name, first[i]]));
  expect(told).toMatchObject({
    Number: '1',
    Who: 'Ana',
    What: 'Setting changed',
    Platform: 'slack',
    Workspace: 'T0ACME',
    Conversation: 'C0GENERAL',
    'Subject Id': 'company.name',
  });
  expect(JSON.parse(told['Facts'] ?? '')).toEqual({ before: '', after: '=HYPERLINK("http://evil.test")' });
});

it('ends with who has taken it, and leaves empty what is not known', async () => {
  await transaction(world.db, (tx) =>
    audit(tx, { companyId: world.companyId }, 'run-expired', { subject: 'run', id: 'x' }),
  );

  const rows = cellsOf(await taken());

  const [own = [], last = []] = rows.slice(-2);
  expect(own.slice(3, 8)).toEqual(['', '', '', '', 'run-expired']);
  expect(own.slice(-2)).toEqual(['Muster', 'Run expired']);
  expect(last.slice(-2)).toEqual(['Ana', 'Audit trail downloaded']);
});

it('has no cell that a spreadsheet could take for a formula', async () => {
  const cells = cellsOf(await taken()).flat();

  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
});

it('has the entries of some days alone, both days included', async () => {
  // Midnight may come between any two entries.
  const { at } = await world.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'asc' } });
  const first = at.toISOString().slice(0, 10);
  const dayBefore = new Date(at.getTime() - 86_400_000).toISOString().slice(0, 10);

  const rows = async (days: Days) => cellsOf(await taken(days)).length - 1;

  expect(await rows({ from: first })).toBeGreaterThan(3);
  expect(await rows({ from: first, to: first })).toBeGreaterThan(0);
  expect(await rows({ to: dayBefore })).toBe(0);
  expect(await rows({ from: '2000-01-01', to: dayBefore })).toBe(0);
});

it('reads a long trail piece by piece and leaves nothing out', async () => {
  await world.db.$executeRaw`
    INSERT INTO audit_entry (company_id, action, subject, subject_id)
    SELECT ${world.companyId}::uuid, 'run-sent', 'run', i::text FROM generate_series(1, 2500) i`;

  const [, ...rows] = cellsOf(await taken());

  expect(rows.map(([number]) => Number(number))).toEqual(rows.map((_, i) => i + 1));
  expect(rows.length).toBeGreaterThan(2_500);
});
