import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyImport } from '#core/imports/apply-import.ts';
import { discardImport } from '#core/imports/discard-import.ts';
import { importDetails } from '#core/imports/import-details.ts';
import { keepUpload } from '#core/imports/keep-upload.ts';
import { listImports } from '#core/imports/list-imports.ts';
import { listToInvite } from '#core/imports/list-to-invite.ts';
import { receiveImport } from '#core/imports/receive-import.ts';
import { importsToInviteFrom } from '#core/store/import-lists.ts';
import { importReport } from '#core/store/import-reports.ts';
import { uploadToFetch } from '#core/store/imports.ts';
import { grantPermission } from '#core/store/permissions.ts';
import { aCheckedImport, anAppliedImport, aReceivedImport, cardOf, reportOf } from '#test/harness/builders/imports.ts';
import { accepted } from '#test/harness/builders/runs.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const upload = () => ({
  place: world.place,
  upload: { file: 'F1' },
  fileName: 'staff.csv',
  sourceKey: 'F1/1700000000.000100',
  addNumbers: true,
  sendLoginMail: false,
});

describe('a dropped file', () => {
  it('is one import, however often and however quickly the platform tells of it', async () => {
    await world.forgetOutbox();

    const told = await Promise.all(Array.from({ length: 5 }, () => receiveImport(world, world.requester, upload())));

    const values = told.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
    expect(values).toHaveLength(5);
    expect(new Set(values).size).toBe(1);
    expect((await world.outbox()).map(({ name }) => name).sort()).toEqual(['fetch-upload', 'show-card']);
  });

  it('is refused from who may not import', async () => {
    const outcome = await receiveImport(world, world.onlooker, { ...upload(), sourceKey: 'F2' });

    expect(outcome).toEqual({ ok: false, refusal: { code: 'not-allowed', needs: 'import-members' } });
  });

  it('is shown under a name that cannot act', async () => {
    const fileName = `${'list\r\n\u202efdp.'.repeat(20)}.csv`;

    const report = await aCheckedImport(world, 'email\na@y.test\n', { fileName });

    expect(report.fileName).toMatch(/^(list fdp\.)+list ?f?…[\w. ]*\.csv$/);
    expect(report.fileName).toHaveLength(80);
  });

  it('can be fetched until it is here, and is kept sealed only until it is checked', async () => {
    const wanted = { companyId: world.companyId, importId: await aReceivedImport(world) };
    const list = 'email\nsecret.person@y.test\n';
    const kept = () => world.db.$queryRaw<{ sealed: Uint8Array }[]>`
      SELECT sealed FROM import_file WHERE import_id = ${wanted.importId}::uuid`;

    const before = await uploadToFetch(world.db, wanted);
    await keepUpload(world, wanted, Buffer.from(list));
    await keepUpload(world, wanted, Buffer.from('email\nother@y.test\n'));
    const files = await kept();

    expect(before).toEqual({ platform: 'slack', workspaceId: 'T0ACME', upload: { file: 'F1' } });
    expect(await uploadToFetch(world.db, wanted)).toBeUndefined();
    expect(files).toHaveLength(1);
    expect(Buffer.from(files[0]?.sealed ?? []).includes('secret.person')).toBe(false);
  });
});

describe('applying', () => {
  it('creates people, their units and their numbers', async () => {
    await using acme = await makeWorld();

    const report = await anAppliedImport(
      acme,
      'email,phone,first_name,org_unit,role,language\nann@y.test,+44 7400 123456,Ann,Markets / Equities,,en-gb\nbob@y.test,,Bob,markets / Rates,MEMBER,\n',
    );

    expect(report).toMatchObject({
      state: 'applied',
      counts: { total: 2, new: 2, changed: 0, unchanged: 0, wrong: 0 },
      numbersAdded: 1,
      decidedBy: { name: 'Ana', users: [{ platform: 'slack', userId: 'U0ANA' }] },
    });
    expect(
      await acme.db.$queryRaw`
        SELECT email, phone, org_unit.path AS unit, role.name AS role, language FROM member
          JOIN org_unit ON org_unit.id = org_unit_id JOIN role ON role.id = role_id ORDER BY email`,
    ).toEqual([
      { email: 'ann@y.test', phone: '+447400123456', unit: 'Markets / Equities', role: 'Member', language: 'en-GB' },
      { email: 'bob@y.test', phone: null, unit: 'Markets / Rates', role: 'Member', language: null },
    ]);
    expect(
      await acme.db.$queryRaw`
        SELECT unit.path, parent.path AS above FROM org_unit unit
          LEFT JOIN org_unit parent ON parent.id = unit.parent_id ORDER BY 1`,
    ).toEqual([
      { path: 'Markets', above: null },
      { path: 'Markets / Equities', above: 'Markets' },
      { path: 'Markets / Rates', above: 'Markets' },
    ]);
    expect(
      await acme.db.$queryRaw`
      SELECT corporate_number.phone, email FROM corporate_number JOIN member ON member.id = member_id`,
    ).toEqual([{ phone: '+447400123456', email: 'ann@y.test' }]);
    expect(await acme.outbox('send-login-mails')).toEqual([]);
  });

  it('happens once when twenty people press the button, and the others hear who was first', async () => {
    const report = await aCheckedImport(world, 'email\npressed@y.test\n');

    const presses = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        applyImport(world, i % 2 ? world.requester : world.approver, cardOf(report)),
      ),
    );

    expect(presses.filter(({ ok }) => ok)).toHaveLength(1);
    const by = (await reportOf(world, report.id)).decidedBy?.name;
    for (const press of presses.filter(({ ok }) => !ok)) {
      expect(press).toMatchObject({ refusal: { code: 'import-moved-on', state: 'applied', by, at: expect.any(Date) } });
    }
    const audited = await world.db.$queryRaw`
      SELECT action FROM audit_entry WHERE subject_id = ${report.id} AND action = 'import-applied'`;
    expect(audited).toHaveLength(1);
  });

  it('the same list again changes nothing, and a changed one only what it says', async () => {
    await using acme = await makeWorld();
    const list =
      'email,phone,first_name,last_name\nann@y.test,+447400123456,Ann,Lee\nbob@y.test,+447400123457,Bob,Ray\n';
    await anAppliedImport(acme, list);

    const again = await anAppliedImport(acme, list);
    const changed = await anAppliedImport(acme, 'email,first_name,phone\nann@y.test,Anna,\nBOB@y.test,,\n');

    expect(again.counts).toEqual({ total: 2, new: 0, changed: 0, unchanged: 2, wrong: 0 });
    expect(changed.counts).toEqual({ total: 2, new: 0, changed: 1, unchanged: 1, wrong: 0 });
    expect(await acme.db.$queryRaw`SELECT email, first_name, last_name, phone FROM member ORDER BY email`).toEqual([
      { email: 'ann@y.test', first_name: 'Anna', last_name: 'Lee', phone: '+447400123456' },
      { email: 'bob@y.test', first_name: 'Bob', last_name: 'Ray', phone: '+447400123457' },
    ]);
  });

  it('judges rows anew when the directory has changed since they were shown, and says how many came out otherwise', async () => {
    await using acme = await makeWorld();
    const list = 'email,phone\nann@y.test,+447400123456\nbob@y.test,+447400123457\n';
    const shown = await aCheckedImport(acme, list);
    await anAppliedImport(acme, 'email,phone,first_name\nann@y.test,,Ann\ncy@y.test,+447400123457,Cy\n');

    const outcome = await applyImport(acme, acme.requester, cardOf(shown));

    expect(shown.counts).toMatchObject({ new: 2 });
    expect(outcome.ok).toBe(true);
    expect(await reportOf(acme, shown.id)).toMatchObject({
      counts: { new: 0, changed: 1, unchanged: 0, wrong: 1 },
      differs: 2,
      problems: [{ code: 'PHONE_TAKEN', rows: 1 }],
    });
  });

  it('leaves numbers alone when asked to, and takes over those that are nobody’s', async () => {
    await using acme = await makeWorld();
    await acme.db
      .$executeRaw`INSERT INTO corporate_number (company_id, phone) VALUES (${acme.companyId}::uuid, '+447400123456')`;
    const list = 'email,phone\nann@y.test,+447400123456\nbob@y.test,+447400123457\n';

    const without = await anAppliedImport(acme, list, { addNumbers: false });
    const owners = await acme.db.$queryRaw`SELECT phone, member_id FROM corporate_number`;
    const withThem = await anAppliedImport(acme, list);

    expect(without.numbersAdded).toBe(0);
    expect(owners).toEqual([{ phone: '+447400123456', member_id: null }]);
    expect(withThem.numbersAdded).toBe(1);
    expect(
      await acme.db.$queryRaw`SELECT email FROM corporate_number n JOIN member ON member.id = n.member_id ORDER BY 1`,
    ).toEqual([{ email: 'ann@y.test' }, { email: 'bob@y.test' }]);
  });

  it('is refused to who may not import, on an old card, and on what is not there', async () => {
    const report = await aCheckedImport(world, 'email\nz@y.test\n');
    const card = cardOf(report);

    const refusals = [
      await applyImport(world, world.onlooker, card),
      await applyImport(world, world.requester, { ...card, version: card.version - 1 }),
      await applyImport(world, world.requester, { ...card, id: crypto.randomUUID() }),
    ];

    expect(refusals.map((outcome) => !outcome.ok && outcome.refusal.code)).toEqual([
      'not-allowed',
      'card-out-of-date',
      'import-not-found',
    ]);
  });
});

describe('dropping', () => {
  it('forgets the rows, and nothing can be applied afterwards', async () => {
    const report = await aCheckedImport(world, 'email\ndropped@y.test\n');

    const outcome = await discardImport(world, world.approver, cardOf(report));
    const late = await applyImport(world, world.requester, cardOf(report));

    expect(outcome.ok).toBe(true);
    expect(await reportOf(world, report.id)).toMatchObject({ state: 'discarded', counts: { new: 1 } });
    expect(late).toMatchObject({ refusal: { code: 'import-moved-on', state: 'discarded', by: 'Ben' } });
    expect(await world.db.$queryRaw`SELECT FROM import_row WHERE import_id = ${report.id}::uuid`).toEqual([]);
  });
});

describe('looking back', () => {
  it('lists the last imports, newest first', async () => {
    await using acme = await makeWorld();
    await anAppliedImport(acme, 'email\na@y.test\nb@\n', { fileName: 'older.csv' });
    await aCheckedImport(acme, '', { fileName: 'newer.csv' });

    const all = await listImports(acme, acme.requester);

    expect(all).toMatchObject({
      value: [
        { fileName: 'newer.csv', state: 'rejected', rejection: { code: 'FILE_EMPTY' }, requestedBy: 'Ana' },
        { fileName: 'older.csv', state: 'applied', counts: { total: 2, new: 1, wrong: 1 } },
      ],
    });
    expect(await listImports(acme, acme.onlooker)).toMatchObject({ refusal: { needs: 'view-imports' } });
  });

  it('shows every row in full to who may see imports, and units only to who may see units', async () => {
    await using acme = await makeWorld();
    const { id } = await anAppliedImport(
      acme,
      `email,org_unit\n${Array.from({ length: 12 }, (_, i) => `p${i}@y.test,Secret / Desk\n`).join('')}b@,\n`,
    );
    await grantPermission(acme.db, acme.requester, acme.onlooker.id, 'view-imports');

    const second = await importDetails(acme, acme.requester, { importId: id, page: 2 });
    const wrong = await importDetails(acme, acme.onlooker, { importId: id, page: 1, filter: 'wrong' });
    const bare = await importDetails(acme, acme.onlooker, { importId: id, page: 1 });

    expect(second).toMatchObject({ value: { page: 2, pages: 2, total: 13 } });
    expect(second.ok && second.value.rows[0]).toEqual({
      line: 12,
      state: 'new',
      values: [
        { column: 'email', value: 'p10@y.test' },
        { column: 'org_unit', value: 'Secret / Desk' },
      ],
      problems: [],
      changes: [],
      isErased: false,
    });
    expect(wrong.ok && wrong.value.rows).toEqual([
      {
        line: 14,
        isErased: false,
        state: 'wrong',
        values: [],
        problems: [{ code: 'EMAIL_INVALID', column: 'email', value: 'b@' }],
        changes: [],
      },
    ]);
    expect(JSON.stringify(bare)).not.toContain('Secret');
  });

  it('offers applied lists to invite from, told apart by date, importer and rows', async () => {
    await using acme = await makeWorld();
    const { id } = await anAppliedImport(acme, 'email\na@y.test\n', { fileName: 'Desk_100%.csv' });
    const ready = await aCheckedImport(acme, 'email\nb@y.test\n');

    const offered = [
      await importsToInviteFrom(acme.db, acme.companyId),
      await importsToInviteFrom(acme.db, acme.companyId, '100%'),
      await importsToInviteFrom(acme.db, acme.companyId, 'ana'),
      await importsToInviteFrom(acme.db, acme.companyId, 'a_b'),
    ];

    expect(offered.map((lists) => lists.map((list) => list.id))).toEqual([[id], [id], [id], []]);
    expect(accepted(await listToInvite(acme, acme.requester, id))).toMatchObject({ importedBy: 'Ana', rows: 1 });
    expect(accepted(await listToInvite(acme, acme.requester, ready.id))).toBeUndefined();
  });
});

describe('another company', () => {
  it('finds nothing under our ids', async () => {
    const report = await aCheckedImport(world, 'email\nours@y.test\n');
    await using other = await makeWorld();
    const stranger = { ...other.requester };
    await world.db.$executeRaw`INSERT INTO company (id, name) VALUES (${other.companyId}::uuid, 'Other')`;
    await world.db.$executeRaw`
      INSERT INTO operator (company_id, id, name) VALUES (${other.companyId}::uuid, ${stranger.id}::uuid, 'Eve')`;
    await world.db
      .$executeRaw`INSERT INTO workspace (platform, external_id, company_id, name) VALUES ('slack', 'T2', ${other.companyId}::uuid, 'Other')`;
    await world.db.$executeRaw`
      INSERT INTO chat_user (platform, workspace_id, user_id, company_id, operator_id, name, is_admin, standing)
      VALUES ('slack', 'T2', 'U2', ${other.companyId}::uuid, ${stranger.id}::uuid, 'Eve', true, 'colleague')`;

    const refused = [
      await applyImport(world, stranger, cardOf(report)),
      await discardImport(world, stranger, cardOf(report)),
      await importDetails(world, stranger, { importId: report.id, page: 1 }),
    ];

    expect(refused.map((outcome) => !outcome.ok && outcome.refusal.code)).toEqual(Array(3).fill('import-not-found'));
    expect(await importReport(world.db, stranger.companyId, report.id)).toBeUndefined();
    expect(await listImports(world, stranger)).toEqual({ ok: true, value: [] });
    expect(await uploadToFetch(world.db, { companyId: stranger.companyId, importId: report.id })).toBeUndefined();
  });
});
