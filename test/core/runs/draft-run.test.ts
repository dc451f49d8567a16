import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftRun } from '#core/runs/draft-run.ts';
import { aCheckedImport, anAppliedImport } from '#test/harness/builders/imports.ts';
import { aDraft, aList, draftOf, refusalOf, rowsOf, set } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const staff = `email,mobile_phone,first_name,org_unit,role
good@a.test,+447400200001,Gil,Markets / Equities,
archived@a.test,+447400200002,Ada,Markets / Equities,
linked@a.test,+447400200003,Lea,Markets / Bonds,
norole@a.test,+447400200004,Nora,Markets / Bonds,Guest
nophone@a.test,,Pat,Markets,
nonumber@a.test,+447400200006,Nick,Markets,
recent@a.test,+447400200007,Rob,Operations,
waiting@a.test,+447400200008,Wim,Operations,
good@a.test,+447400200001,Gil,Markets / Equities,
broken,+447400200010,Bro,Markets,
,+447400200011,Emp,Markets,
expired@a.test,+447400200012,Eve,Operations,`;

/** Everything that can be in the way of an invitation, each on one person. */
async function troubles(world: World): Promise<string> {
  const { db, companyId } = world;
  await db.$executeRaw`INSERT INTO role (company_id, name, name_key, channels) VALUES (${companyId}::uuid, 'Guest', 'guest', '{}')`;
  const { id } = await anAppliedImport(world, staff);
  await db.$executeRaw`UPDATE member SET archived_at = now() WHERE email = 'archived@a.test'`;
  await db.$executeRaw`
    INSERT INTO channel_link (company_id, member_id, channel, state)
    SELECT company_id, id, 'whatsapp', 'linked' FROM member WHERE email = 'linked@a.test'`;
  await db.$executeRaw`DELETE FROM corporate_number WHERE phone = '+447400200006'`;
  return id;
}

/** An earlier run that has these people in this state. */
async function earlier(world: World, runState: string, state: string, emails: string[], expiresIn = '1 hour') {
  const { db, companyId } = world;
  const { id } = await draftOf(world, { kind: 'import', importId: await aList(world, 1) });
  await db.$executeRaw`DELETE FROM invitation WHERE run_id = ${id}::uuid`;
  await db.$executeRaw`UPDATE run SET state = ${runState}::"RunState", seq = nextval('outbox_id_seq') WHERE id = ${id}::uuid`;
  await db.$executeRaw`
    INSERT INTO invitation (company_id, run_id, position, member_id, email, state, expires_at)
    SELECT ${companyId}::uuid, ${id}::uuid, row_number() OVER (), id, email, ${state}::"InvitationState", now() + ${expiresIn}::text::interval
      FROM member WHERE company_id = ${companyId}::uuid AND email = ANY(${emails}::text[])`;
}

describe('drafting a run', () => {
  it('forecasts for each person what would become of them, and why', async () => {
    const importId = await troubles(world);
    await earlier(world, 'completed', 'sent', ['recent@a.test']);
    await earlier(world, 'completed', 'sent', ['expired@a.test'], '-1 hour');
    await earlier(world, 'completed', 'failed', ['good@a.test']);
    await earlier(world, 'pending', 'queued', ['waiting@a.test']);

    const draft = await draftOf(world, { kind: 'import', importId });

    expect(
      (await rowsOf(world, draft.id)).map(({ email, state, reason, reply }) => [email, state, reason, reply]),
    ).toEqual([
      ['good@a.test', 'queued', null, null],
      ['archived@a.test', 'failed', 'USER_ARCHIVED', null],
      ['linked@a.test', 'skipped', 'ALREADY_LINKED', null],
      ['norole@a.test', 'failed', 'ROLE_NOT_PERMITTED', null],
      ['nophone@a.test', 'failed', 'PHONE_NOT_PROVISIONED', null],
      ['nonumber@a.test', 'failed', 'PHONE_NOT_PROVISIONED', null],
      ['recent@a.test', 'skipped', 'INVITED_RECENTLY', null],
      ['waiting@a.test', 'skipped', 'INVITED_RECENTLY', null],
      ['good@a.test', 'skipped', 'DUPLICATE_ROW', 'DUPLICATE_ROW'],
      ['broken', 'failed', 'USER_NOT_FOUND', 'EMAIL_INVALID'],
      [null, 'failed', 'USER_NOT_FOUND', 'EMAIL_MISSING'],
      ['expired@a.test', 'queued', null, null],
    ]);
    expect(draft).toMatchObject({ state: 'draft', people: 12, forecast: { invite: 2, skip: 4, fail: 6 } });
    expect(draft.reasons).toContainEqual({ outcome: 'fail', reason: 'PHONE_NOT_PROVISIONED', people: 2 });
    expect(draft.title).toMatch(/^staff\.csv, \d{1,2} \w{3,4} \d{4}$/);
    expect(draft.listHash).toMatch(/^[0-9a-f]{12}$/);
  });

  it('takes each member of the chosen units once, with those below when asked', async () => {
    const units = await world.db.$queryRaw<{ id: string; path: string }[]>`SELECT id, path FROM org_unit`;
    const unit = (path: string) => units.find((one) => one.path === path)?.id ?? '';

    const alone = await draftOf(world, { kind: 'units', unitIds: [unit('Markets')], withSubUnits: false });
    const below = await draftOf(world, {
      kind: 'units',
      unitIds: [unit('Markets'), unit('Markets / Bonds')],
      withSubUnits: true,
    });

    expect((await rowsOf(world, alone.id)).map(({ email }) => email)).toEqual(['nonumber@a.test', 'nophone@a.test']);
    expect(below.people).toBe(6);
    expect(new Set((await rowsOf(world, below.id)).map(({ email }) => email)).size).toBe(6);
    expect(below.title).toBe('Markets, Markets / Bonds and below');
  });

  it('makes one card, one thread and one audit entry, and promises no mail', async () => {
    await world.forgetOutbox();

    const draft = await aDraft(world, 2);

    const cards = await world.db.$queryRaw`SELECT kind FROM card WHERE subject_id = ${draft.id}::uuid`;
    const audit = await world.db.$queryRaw`SELECT action FROM audit_entry WHERE subject_id = ${draft.id}`;
    expect(cards).toEqual([{ kind: 'run' }]);
    expect(audit).toEqual([{ action: 'run-drafted' }]);
    expect(await world.outbox('wake-company')).toEqual([]);
  });

  it('gives the same list the same fingerprint, and another list another one', async () => {
    const id = await aList(world, 3);

    const [one, same] = [
      await draftOf(world, { kind: 'import', importId: id }),
      await draftOf(world, { kind: 'import', importId: id }),
    ];
    await world.db.$executeRaw`
      DELETE FROM corporate_number WHERE phone = (SELECT phone FROM invitation WHERE run_id = ${one.id}::uuid LIMIT 1)`;
    const other = await draftOf(world, { kind: 'import', importId: id });

    expect(same.listHash).toBe(one.listHash);
    expect(other.listHash).not.toBe(one.listHash);
  });

  it('says how far a list is over the limit', async () => {
    await set(world, 'run.max-records', '2');

    const draft = await aDraft(world, 3);

    expect(draft.overLimit).toBe(2);
    await set(world, 'run.max-records', '100');
  });

  it('refuses lists that are not applied, units that do not exist, and a channel that is off', async () => {
    const { db, requester, place } = world;
    const wanted = { place, channel: 'whatsapp' } as const;
    const checked = await aCheckedImport(world, 'email,mobile_phone\nx@a.test,+447400200099');
    const nowhere = crypto.randomUUID();

    const notApplied = await draftRun({ db }, requester, {
      ...wanted,
      source: { kind: 'import', importId: checked.id },
    });
    const unknown = await draftRun({ db }, requester, { ...wanted, source: { kind: 'import', importId: nowhere } });
    const noUnit = await draftRun({ db }, requester, {
      ...wanted,
      source: { kind: 'units', unitIds: [nowhere], withSubUnits: true },
    });
    await set(world, 'channel.whatsapp.enabled', 'off');
    const off = await draftRun({ db }, requester, { ...wanted, source: { kind: 'import', importId: checked.id } });
    await set(world, 'channel.whatsapp.enabled', 'on');

    expect(refusalOf(notApplied)).toEqual({ code: 'import-moved-on', state: 'ready' });
    expect(refusalOf(unknown)).toEqual({ code: 'import-not-found' });
    expect(refusalOf(noUnit)).toEqual({ code: 'unit-not-found' });
    expect(refusalOf(off)).toEqual({ code: 'channel-off', channel: 'whatsapp' });
  });

  it('is refused to who may not run invitations', async () => {
    const { db, onlooker, place } = world;

    const outcome = await draftRun({ db }, onlooker, {
      place,
      channel: 'whatsapp',
      source: { kind: 'units', unitIds: [], withSubUnits: false },
    });

    expect(refusalOf(outcome)).toEqual({ code: 'not-allowed', needs: 'run-invitations' });
  });
});
