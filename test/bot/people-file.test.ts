import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { wholeFile } from '#bot/csv-file.ts';
import { peopleFile } from '#bot/people-file.ts';
import { exportPeople } from '#core/directory/export-people.ts';
import { findPerson } from '#core/directory/find-person.ts';
import { listNumbers } from '#core/directory/list-numbers.ts';
import { recognise } from '#core/directory/recognise.ts';
import type { Operator } from '#core/operator.ts';
import { anAppliedImport } from '../harness/builders/imports.ts';
import { accepted, aDraft, aList, draftOf, refusalOf } from '../harness/builders/runs.ts';
import { makeWorld, type World } from '../harness/world.ts';
import { give, profileOf } from '../security/matrix-people.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await anAppliedImport(
    world,
    `email,mobile_phone,first_name,org_unit
ann@a.test,+447400300001,Ann,Markets
bea@a.test,+447400300002,Bea,Markets
cid@a.test,+447400300003,Cid,
dan@a.test,+447400300004,Dan,Sales
eve@a.test,,Eve,Sales
`,
  );
  await run({ ann: 'sent', bea: 'sent', cid: 'sent', dan: 'sent', eve: 'failed' });
  await link('bea', 'linked', -5);
  await link('cid', 'opened', -5);
  // Mailed again since: they are invited once more.
  await link('dan', 'refused', 60);
  await world.db.$executeRaw`UPDATE member SET first_name = '=Ann' WHERE email = 'ann@a.test'`;
});
afterAll(() => world.close());

/** A run that is over, with these people in these states, mailed now. */
async function run(states: Record<string, string>): Promise<void> {
  const { id } = await draftOf(world, { kind: 'import', importId: await aList(world, 1) });
  await world.db.$executeRaw`DELETE FROM invitation WHERE run_id = ${id}::uuid`;
  await world.db
    .$executeRaw`UPDATE run SET state = 'completed', confirmed_at = now(), title = 'spring' WHERE id = ${id}::uuid`;
  await world.db.$executeRaw`
    INSERT INTO invitation (company_id, run_id, position, member_id, email, state, reason, sent_at)
    SELECT company_id, ${id}::uuid, row_number() OVER (), member.id, email, given.value::"InvitationState",
           CASE WHEN given.value = 'failed' THEN 'PHONE_NOT_PROVISIONED' END, CASE WHEN given.value = 'sent' THEN now() END
      FROM member JOIN jsonb_each_text(${JSON.stringify(states)}::jsonb) given ON member.email = given.key || '@a.test'`;
}

const link = (who: string, state: string, minutesAgo: number) => world.db.$executeRaw`
  INSERT INTO channel_link (company_id, member_id, channel, state, changed_at, linked_at)
  SELECT company_id, id, 'whatsapp', ${state}::"LinkState", now() - ${minutesAgo}::int * interval '1 minute',
         CASE WHEN ${state} = 'linked' THEN now() END
    FROM member WHERE email = ${`${who}@a.test`}`;

async function exported(operator: Operator = world.requester): Promise<Record<string, string>[]> {
  const bytes = await wholeFile(peopleFile(accepted(await exportPeople(world, operator))));
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  return parse(Buffer.from(bytes), { bom: true, columns: true });
}

const ofA = (rows: Record<string, string>[]) => rows.filter((row) => row['Email']?.endsWith('@a.test'));

it('has everybody with their unit, how far they are and the last run they stood in', async () => {
  const rows = ofA(await exported());

  expect(
    rows.map((row) => [
      row['Email'],
      row['Organizational Unit'],
      row['Link'],
      row['Last Status'],
      row['Last Reason Code'],
    ]),
  ).toEqual([
    ['ann@a.test', 'Markets', 'Invited', 'Success', ''],
    ['bea@a.test', 'Markets', 'Linked', 'Success', ''],
    ['cid@a.test', '', 'Opened', 'Success', ''],
    ['dan@a.test', 'Sales', 'Invited', 'Success', ''],
    ['eve@a.test', 'Sales', 'Not invited', 'Failed', 'PHONE_NOT_PROVISIONED'],
  ]);
  expect(rows.map((row) => row['Last Run Title'])).toEqual(Array(5).fill('spring'));
  expect(rows.map((row) => row['Last Invited'] !== '')).toEqual([true, true, true, true, false]);
  expect(rows.map((row) => row['Linked At'] !== '')).toEqual([false, true, false, false, false]);
});

it('is text to a spreadsheet', async () => {
  const [ann] = await exported();

  expect(ann?.['Name']).toBe("'=Ann");
  expect(ann?.['Phone']).toBe("'+447400300001");
});

it('says of everybody what “who” and “numbers” say', async () => {
  const rows = await exported();
  const links = (found: { state: string }[]) => found.map(({ state }) => state).join() || 'not invited';

  const { numbers } = accepted(await listNumbers(world, world.requester, { filter: '' }));
  const each = await Promise.all(
    rows.map(async (row) => accepted(await findPerson(world, world.requester, row['Email'] ?? ''))),
  );

  const told = new Map(rows.map((row) => [row['Email'], row['Link']?.toLowerCase()]));
  expect(each.map(({ email, links: found }) => [email, links(found)])).toEqual([...told]);
  expect(numbers.map(({ member, links: found }) => [member?.email, links(found)]).toSorted()).toEqual(
    numbers.map(({ member }) => [member?.email, told.get(member?.email)]).toSorted(),
  );
});

it('is read piece by piece, everybody once, whoever is archived left out', async () => {
  const { requester, companyId, db } = world;
  await aDraft(world, 2_500);
  await db.$executeRaw`UPDATE member SET archived_at = now() WHERE email LIKE 'p7.l%'`;

  const emails = (await exported()).map((row) => row['Email']);

  const [{ people } = { people: 0 }] = await db.$queryRaw<{ people: number }[]>`
    SELECT count(*)::int AS people FROM member WHERE archived_at IS NULL`;
  expect(new Set(emails).size).toBe(people);
  expect(emails).toHaveLength(people);
  expect(
    await db.auditEntry.findFirstOrThrow({ where: { action: 'people-taken' }, orderBy: { id: 'desc' } }),
  ).toMatchObject({
    ...{ companyId, operatorId: requester.id, subject: 'company', facts: { people } },
  });
});

it('is for who may see runs, with units for who may see those', async () => {
  const somebody = profileOf('looker');
  const looker = accepted(await recognise(world, somebody));

  const before = await exportPeople(world, looker);
  await give(world, somebody, ['view-runs']);
  const rows = ofA(await exported(looker));

  expect(refusalOf(before)).toEqual({ code: 'not-allowed', needs: 'view-runs' });
  expect(new Set(rows.map((row) => row['Organizational Unit']))).toEqual(new Set(['']));
});
