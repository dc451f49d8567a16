import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportPeople } from '#core/directory/export-people.ts';
import { progressBy } from '#core/directory/progress-by.ts';
import { funnelOf } from '#core/store/home-lists.ts';
import { anAppliedImport } from '#test/harness/builders/imports.ts';
import { accepted, aList, draftOf } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

const NOW = new Date();
const day = (ago: number) => new Date(NOW.getTime() - ago * 86_400_000).toISOString().slice(0, 10);

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  const units = ['Markets', 'Markets', 'Markets', 'Sales', 'Sales', '', 'Gone'];
  const rows = units.map((unit, i) => `p${i}@a.test,+44740030000${i},${unit}`);
  await anAppliedImport(
    world,
    ['email,mobile_phone,org_unit', ...rows, 'never@a.test,+447400300009,Markets'].join('\n'),
  );
  await mailed(20, [0, 1]);
  await mailed(2, [1, 2, 3, 4, 5, 6]);
  await mailed(1, [0], true);
  await came(0, 'linked', 600);
  await came(1, 'linked', 60);
  await came(2, 'linked', 180);
  await came(3, 'code_shown');
  await came(4, 'opened');
  await came(6, 'linked', 5);
  await world.db.$executeRaw`UPDATE member SET archived_at = now() WHERE email = 'p6@a.test'`;
});
afterAll(() => world.close());

/** A run that is over and mailed these people so many days ago. */
async function mailed(daysAgo: number, people: number[], isRehearsal = false): Promise<void> {
  const { id } = await draftOf(world, { kind: 'import', importId: await aList(world, 1) });
  const at = new Date(NOW.getTime() - daysAgo * 86_400_000);
  await world.db.$executeRaw`DELETE FROM invitation WHERE run_id = ${id}::uuid`;
  await world.db.$executeRaw`
    UPDATE run SET state = 'completed', drafted_at = ${at}, confirmed_at = ${at}, ended_at = ${at},
                   rehearsal = CASE WHEN ${isRehearsal} THEN 'all@a.test' END
     WHERE id = ${id}::uuid`;
  await world.db.$executeRaw`
    INSERT INTO invitation (company_id, run_id, position, member_id, email, state, sent_at)
    SELECT company_id, ${id}::uuid, row_number() OVER (), id, email, 'sent', ${at} FROM member
     WHERE email = ANY(${people.map((one) => `p${one}@a.test`)}::text[])`;
}

/** Somebody has come so far, so many seconds after their last mail. */
const came = (person: number, state: string, seconds = 0) => world.db.$executeRaw`
  INSERT INTO channel_link (company_id, member_id, channel, state, changed_at, linked_at)
  SELECT company_id, member_id, 'whatsapp', ${state}::"LinkState", now(),
         CASE WHEN ${state} = 'linked' THEN max(sent_at) + ${seconds}::int * interval '1 second' END
    FROM invitation JOIN run USING (company_id)
   WHERE run.id = run_id AND rehearsal IS NULL AND email = ${`p${person}@a.test`} GROUP BY company_id, member_id`;

const by = async (what: 'unit' | 'day') => accepted(await progressBy(world, world.requester, what, NOW));

it('counts who was invited, has opened and is linked in each unit, those who left the company aside', async () => {
  const { total, rows, left } = await by('unit');

  expect(total).toEqual({ invited: 6, opened: 5, linked: 3, seconds: 180 });
  expect(rows).toEqual([
    { key: 'Markets', invited: 3, opened: 3, linked: 3, seconds: 180 },
    { key: 'Sales', invited: 2, opened: 2, linked: 0 },
    { invited: 1, opened: 0, linked: 0 },
  ]);
  expect(left).toBe(0);
});

it('counts the same by the day of the last invitation, for fourteen days', async () => {
  const { total, rows } = await by('day');

  expect(total).toEqual({ invited: 5, opened: 4, linked: 2, seconds: 120 });
  expect(rows.map(({ key }) => key)).toEqual(Array.from({ length: 14 }, (_, ago) => day(ago)));
  expect(rows.filter(({ invited }) => invited > 0)).toEqual([
    { key: day(2), invited: 5, opened: 4, linked: 2, seconds: 120 },
  ]);
});

it('says by unit what the export says person by person', async () => {
  const { total } = await by('unit');
  const people: { link: string | null; invitedAt: Date | null }[] = [];
  for await (const person of accepted(await exportPeople(world, world.requester))) people.push(person);

  expect(people.filter(({ invitedAt }) => invitedAt)).toHaveLength(total.invited);
  expect(people.filter(({ link }) => link === 'linked')).toHaveLength(total.linked);
});

it('says what the Home tab says, once nobody has left the company', async () => {
  await world.db.$executeRaw`UPDATE member SET archived_at = NULL`;

  const { total } = await by('unit');

  const { codeShown: _, ...funnel } = await funnelOf(world.db, world.companyId);
  expect(total).toMatchObject(funnel);
});

it('leaves units with the fewest people out of a long list, and says how many', async () => {
  const rows = Array.from({ length: 45 }, (_, i) => `u${i}@b.test,+4474004000${i + 10},Unit ${i}`);
  await anAppliedImport(world, ['email,mobile_phone,org_unit', ...rows].join('\n'));
  await world.db.$executeRaw`
    INSERT INTO invitation (company_id, run_id, position, member_id, email, state, sent_at)
    SELECT company_id, (SELECT id FROM run WHERE rehearsal IS NULL LIMIT 1), 100 + row_number() OVER (), id, email, 'sent', now()
      FROM member WHERE email LIKE '%@b.test'`;

  const { rows: shown, total, left } = await by('unit');

  expect(shown).toHaveLength(40);
  expect(shown[0]).toMatchObject({ key: 'Markets' });
  expect(left).toBe(9);
  expect(total.invited).toBe(52);
});
