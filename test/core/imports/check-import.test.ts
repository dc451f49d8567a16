import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepUpload } from '#core/imports/keep-upload.ts';
import type { Rejection } from '#core/imports/rejection.ts';
import { openSecrets } from '#core/secrets.ts';
import { keepSetting } from '#core/store/settings.ts';
import { checkImport } from '#jobs/check-import.ts';
import { aCheckedImport, anAppliedImport, aReceivedImport, reportOf } from '#test/harness/builders/imports.ts';
import { makeWorld, type World } from '#test/harness/world.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

const person = (name: string, phone = '', rest = '') => `${name}@y.test,${phone},${name}${rest}\n`;
const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const HEADER = 'email,mobile_phone,first_name\n';

async function written(): Promise<{ rows: number; members: number; files: number }> {
  const [counts] = await world.db.$queryRaw<{ rows: number; members: number; files: number }[]>`
    SELECT (SELECT count(*)::int FROM import_row) AS rows, (SELECT count(*)::int FROM member) AS members,
           (SELECT count(*)::int FROM import_file) AS files`;
  return counts ?? { rows: 0, members: 0, files: 0 };
}

it('is checked also when somebody writes down something else about it at that moment', async () => {
  const upload = { companyId: world.companyId, importId: await aReceivedImport(world) };
  await keepUpload(world, upload, Buffer.from(HEADER + person('busy')));

  await world.db
    .$transaction(async (tx) => {
      await tx.$executeRaw`UPDATE import SET touched_at = now() WHERE id = ${upload.importId}::uuid`;
      const checking = checkImport(upload, world);
      await untilWaiting();
      return { checking };
    })
    .then(({ checking }) => checking);

  expect(await reportOf(world, upload.importId)).toMatchObject({ state: 'ready', counts: { total: 1 } });
});

/** Until somebody waits for what another transaction has locked. */
async function untilWaiting(): Promise<void> {
  for (let look = 0; look < 100; look++) {
    const waiting = await world.db.$queryRaw<unknown[]>`
      SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (waiting.length > 0) return;
    await pause(20);
  }
}

describe('a file that is no list', () => {
  const cases: [string, string | Uint8Array, Rejection][] = [
    ['that is empty', '', { code: 'FILE_EMPTY' }],
    [
      'with 10,001 rows',
      HEADER + times(10_001, (i) => person(`p${i}`)).join(''),
      { code: 'FILE_TOO_MANY_ROWS', limit: 10_000 },
    ],
    ['of 6 MB', `${HEADER}${'x'.repeat(6_000_000)}`, { code: 'FILE_TOO_LARGE', limit: 5_000_000 }],
  ];

  it.each(cases)('%s is refused with its reason, and nothing of it is kept', async (_, file, rejection) => {
    const before = await written();

    const report = await aCheckedImport(world, file);

    expect(report).toMatchObject({ state: 'rejected', rejection, counts: { total: 0 }, endedAt: expect.any(Date) });
    expect(await written()).toEqual(before);
  });

  it('that never came is refused with what the platform said', async () => {
    const upload = { companyId: world.companyId, importId: await aReceivedImport(world) };

    await keepUpload(world, upload, { rejection: { code: 'FILE_GONE' } });

    expect(await reportOf(world, upload.importId)).toMatchObject({
      state: 'rejected',
      rejection: { code: 'FILE_GONE' },
    });
  });

  it('sealed under another key is refused instead of tried for ever', async () => {
    const upload = { companyId: world.companyId, importId: await aReceivedImport(world) };
    const secrets = openSecrets(Buffer.alloc(32, 9));
    await keepUpload({ db: world.db, secrets }, upload, Buffer.from(HEADER));

    await checkImport(upload, world);

    expect(await reportOf(world, upload.importId)).toMatchObject({ rejection: { code: 'FILE_NOT_READABLE' } });
  });

  it('sealed under the key that was in use before is read', async () => {
    const upload = { companyId: world.companyId, importId: await aReceivedImport(world) };
    await keepUpload(world, upload, Buffer.from(HEADER + person('ann')));
    const rotated = openSecrets(Buffer.alloc(32, 9), [Buffer.alloc(32, 7)]);

    await checkImport(upload, { db: world.db, secrets: rotated });

    expect(await reportOf(world, upload.importId)).toMatchObject({ state: 'ready', counts: { total: 1 } });
  });
});

describe('a list', () => {
  it('with 12 good and 5 bad rows counts them, and names the bad ones by line', async () => {
    const good = times(12, (i) => person(`good${i}`, `+4474001230${10 + i}`));
    const bad = [',,Nobody\n', 'bad@,,Bad\n', person('odd', '123'), person('good3'), 'x@y.test,,<b>\n'];

    const report = await aCheckedImport(world, HEADER + [...good, ...bad].join(''));

    expect(report).toMatchObject({
      state: 'ready',
      counts: { total: 17, new: 12, changed: 0, unchanged: 0, wrong: 5 },
    });
    expect(report.wrongRows).toEqual([
      { line: 14, code: 'EMAIL_MISSING', column: 'email' },
      { line: 15, code: 'EMAIL_INVALID', column: 'email' },
      { line: 16, code: 'PHONE_INVALID', column: 'mobile_phone' },
      { line: 17, code: 'DUPLICATE_ROW', column: 'email', of: 5 },
      { line: 18, code: 'TEXT_UNSAFE', column: 'first_name' },
    ]);
  });

  it('repeats a person whatever the case of the address, and the first row counts', async () => {
    const report = await aCheckedImport(world, `${HEADER}Ann@Y.test,,Ann\nann@y.TEST,,Anna\nANN@y.test,,A\n`);

    expect(report.counts).toMatchObject({ new: 1, wrong: 2 });
    expect(report.wrongRows).toMatchObject([
      { line: 3, of: 2 },
      { line: 4, of: 2 },
    ]);
  });

  it('gives a number that two people claim to neither', async () => {
    const report = await aCheckedImport(
      world,
      HEADER + person('ann', '+447400123456') + person('bob', '+44 7400 123 456'),
    );

    expect(report.counts).toMatchObject({ new: 0, wrong: 2 });
    expect(report.wrongRows).toEqual([
      { line: 2, code: 'PHONE_TAKEN', column: 'mobile_phone', of: 3 },
      { line: 3, code: 'PHONE_TAKEN', column: 'mobile_phone', of: 2 },
    ]);
  });

  it('reads national numbers in the country of the row, else of the company', async () => {
    await using germany = await makeWorld();
    await keepSetting(germany.db, germany.requester, 'company.country', 'DE');

    const report = await anAppliedImport(
      germany,
      'email,phone,country\na@y.test,01512 3456789,\nb@y.test,07400 123456,gb\nc@y.test,0044 7400 123457,\n',
    );

    const members = await germany.db.$queryRaw`SELECT email, phone FROM member ORDER BY email`;
    expect(report.counts.new).toBe(3);
    expect(members).toEqual([
      { email: 'a@y.test', phone: '+4915123456789' },
      { email: 'b@y.test', phone: '+447400123456' },
      { email: 'c@y.test', phone: '+447400123457' },
    ]);
  });

  it('shows what it would change, and for whom it cannot', async () => {
    await using known = await makeWorld();
    await anAppliedImport(
      known,
      'email,phone,first_name,org_unit\na@y.test,+447400123456,Ann,Sales\nb@y.test,+447400123457,Bob,\nc@y.test,,Cy,\n',
    );
    await known.db.$executeRaw`UPDATE member SET archived_at = now() WHERE email = 'c@y.test'`;

    const report = await aCheckedImport(
      known,
      'email,phone,first_name,org_unit\nA@y.test,+447400123456,Ann,sales\nb@y.test,+447400123458,Rob,Sales / EMEA\nc@y.test,,Cy,\nd@y.test,+447400123456,Dan,\n',
    );

    expect(report.counts).toEqual({ total: 4, new: 0, changed: 1, unchanged: 1, wrong: 2 });
    expect(report.wrongRows.map(({ line, code }) => [line, code])).toEqual([
      [4, 'USER_ARCHIVED'],
      [5, 'PHONE_TAKEN'],
    ]);
    const [changed] = await known.db.$queryRaw<{ changes: unknown }[]>`
      SELECT changes FROM import_row WHERE import_id = ${report.id}::uuid AND state = 'changed'`;
    expect(changed?.changes).toEqual([
      { column: 'first_name', from: 'Bob', to: 'Rob' },
      { column: 'mobile_phone', from: '+447400123457', to: '+447400123458' },
      { column: 'org_unit', from: null, to: 'Sales / EMEA' },
    ]);
  });
});

describe('a check', () => {
  it('that dies half way leaves nothing, and the next one begins anew', async () => {
    const upload = { companyId: world.companyId, importId: await aReceivedImport(world) };
    const list = HEADER + times(3_000, (i) => person(`p${i}`)).join('');
    await keepUpload(world, upload, Buffer.from(list));

    const dying = checkImport(upload, world);
    const death = expect(dying).rejects.toThrow();
    await killWhenWriting();
    await death;
    const before = await world.db.$queryRaw`SELECT line FROM import_row WHERE import_id = ${upload.importId}::uuid`;
    await checkImport(upload, world);

    expect(before).toEqual([]);
    expect(await reportOf(world, upload.importId)).toMatchObject({
      state: 'ready',
      counts: { total: 3_000, new: 3_000 },
    });
  });

  it('that is asked for twice at once is done once, and a late one finds nothing to do', async () => {
    const upload = { companyId: world.companyId, importId: await aReceivedImport(world) };
    await keepUpload(world, upload, Buffer.from(HEADER + person('ann')));

    await Promise.all([checkImport(upload, world), checkImport(upload, world)]);
    await checkImport(upload, world);

    expect(await reportOf(world, upload.importId)).toMatchObject({ state: 'ready', version: 3, counts: { total: 1 } });
  });

  async function killWhenWriting(): Promise<void> {
    for (;;) {
      const [killed] = await world.db.$queryRaw<unknown[]>`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND query LIKE '%INSERT INTO import_row%' AND pid <> pg_backend_pid()`;
      if (killed) return;
    }
  }
});
