import { foundCompany } from '#core/directory/found-company.ts';
import { recognise } from '#core/directory/recognise.ts';
import type { Operator, Place } from '#core/operator.ts';
import { draftRun } from '#core/runs/draft-run.ts';
import { sendRun } from '#core/runs/send-run.ts';
import type { Db } from '#core/store/db.ts';
import { keepSetting } from '#core/store/settings.ts';
import { openThread } from '#core/store/threads.ts';
import { accepted } from '#test/harness/builders/runs.ts';

/** A company that may send as much as it likes, and who asks for it. */
export type Company = { id: string; place: Place; owner: Operator };

let companies = 0;
let people = 0;

export async function aCompany(db: Db): Promise<Company> {
  const number = ++companies;
  const workspaceId = `T0CRASH${number}`;
  const id = await foundCompany({ db }, { platform: 'slack', externalId: workspaceId, name: `Crash ${number}` });
  const owner = await enrol(db, workspaceId, 'Ana');
  await keepSetting(db, owner, 'run.max-records', '1000000');
  await keepSetting(db, owner, 'approval.policy', 'none');
  return { id, owner, place: { platform: 'slack', workspaceId, conversation: 'C0GENERAL' } };
}

/** One more who may send. */
export async function enrol(db: Db, workspaceId: string, name: string): Promise<Operator> {
  const user = { platform: 'slack', workspaceId, userId: `U0${name}`, name, standing: 'colleague' } as const;
  return accepted(await recognise({ db }, { ...user, isAdmin: true, email: `${name}.${workspaceId}@acme.test` }));
}

/** A draft for so many people whom nobody has invited before. Its id; its card has the version 1. */
export async function aDraftOf(db: Db, company: Company, count: number): Promise<string> {
  const importId = await aListOf(db, company, count);
  const wanted = { place: company.place, source: { kind: 'import', importId }, channel: 'whatsapp' } as const;
  return accepted(await draftRun({ db }, company.owner, wanted));
}

/** The same, sent off. */
export async function aRunOf(db: Db, company: Company, count: number): Promise<string> {
  const id = await aDraftOf(db, company, count);
  accepted(await sendRun({ db }, company.owner, { id, version: 1 }));
  return id;
}

/** As an applied import leaves it behind, but without the reading. */
async function aListOf(db: Db, { id: companyId, owner, place }: Company, count: number): Promise<string> {
  const first = people + 1;
  people += count;
  const threadId = await openThread(db, companyId, place);
  const [list] = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO import (company_id, thread_id, source_key, upload, file_name, requested_by, ignored, state, total, new)
    VALUES (${companyId}::uuid, ${threadId}::uuid, ${`list-${first}`}, '{}', 'list.csv', ${owner.id}::uuid, '{}',
            'applied', ${count}::int, ${count}::int) RETURNING id`;
  if (!list) throw new Error('INSERT INTO import returned no row');
  await db.$executeRaw`
    WITH person AS (
      INSERT INTO member (company_id, email, email_key, first_name, last_name, phone, role_id)
      SELECT company_id, 'p' || row || '@crash.test', 'p' || row || '@crash.test', 'Pia', 'Person' || row,
             '+4474' || lpad(row::text, 8, '0'), role.id
        FROM generate_series(${first}::int, ${people}::int) row, role
       WHERE company_id = ${companyId}::uuid AND name_key = 'member'
      RETURNING company_id, id, email, phone),
    number AS (INSERT INTO corporate_number (company_id, phone, member_id) SELECT company_id, phone, id FROM person)
    INSERT INTO import_row (company_id, import_id, line, state, email, email_key, member_id)
    SELECT company_id, ${list.id}::uuid, row_number() OVER (ORDER BY phone) + 1, 'new', email, email, id FROM person`;
  return list.id;
}
