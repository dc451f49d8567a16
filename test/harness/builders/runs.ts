import { randomUUID } from 'node:crypto';
import type { CardRef, Operator } from '#core/operator.ts';
import type { Outcome } from '#core/outcome.ts';
import { draftRun } from '#core/runs/draft-run.ts';
import { joinRun } from '#core/runs/join-run.ts';
import { type RunReport, runReport } from '#core/runs/run-report.ts';
import { sendRun } from '#core/runs/send-run.ts';
import type { ListSource } from '#core/runs/source.ts';
import { startNextRun } from '#core/runs/start-next-run.ts';
import { changeSetting } from '#core/settings/change-setting.ts';
import type { InvitationState } from '#core/states.ts';
import type { Share } from '#core/store/senders.ts';
import { openThread } from '#core/store/threads.ts';
import type { World } from '../world.ts';

let lists = 0;

export function accepted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`Refused: ${outcome.refusal.code}`);
  return outcome.value;
}

export const refusalOf = (outcome: Outcome<unknown>) => (outcome.ok ? undefined : outcome.refusal);

export const cardOf = ({ id, version }: Pick<RunReport, 'id' | 'version'>): CardRef => ({ id, version });

type Company = Pick<World, 'db' | 'companyId' | 'requester' | 'place'>;

/** As an applied import leaves it behind, but without the reading: the id of a list of new people with their numbers. */
export async function aList(world: Company, people: number): Promise<string> {
  const { db, companyId, requester, place } = world;
  const threadId = await openThread(db, companyId, place);
  const [list] = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO import (company_id, thread_id, source_key, upload, file_name, requested_by, ignored, state, total, new)
    VALUES (${companyId}::uuid, ${threadId}::uuid, ${`list-${++lists}`}, '{}', 'list.csv', ${requester.id}::uuid, '{}',
            'applied', ${people}::int, ${people}::int) RETURNING id`;
  if (!list) throw new Error('INSERT INTO import returned no row');
  await db.$executeRaw`
    WITH person AS (
      INSERT INTO member (company_id, email, email_key, first_name, last_name, phone, role_id)
      SELECT role.company_id, email, email, 'Pia' || row, ${`Person${lists}`}::text, '+4474' || lpad(${lists}::int || lpad(row::text, 6, '0'), 8, '0'), role.id
        FROM generate_series(1, ${people}::int) row, role, LATERAL (SELECT 'p' || row || '.l' || ${lists}::int || '@acme.test' AS email) address
       WHERE role.company_id = ${companyId}::uuid AND name_key = 'member'
      RETURNING company_id, id, email, phone),
    number AS (INSERT INTO corporate_number (company_id, phone, member_id) SELECT company_id, phone, id FROM person)
    INSERT INTO import_row (company_id, import_id, line, state, email, email_key, member_id)
    SELECT company_id, ${list.id}::uuid, row_number() OVER (ORDER BY phone) + 1, 'new', email, email, id FROM person`;
  return list.id;
}

/** A draft for everybody of a new list. */
export async function aDraft(world: World, people: number): Promise<RunReport> {
  return draftOf(world, { kind: 'import', importId: await aList(world, people) });
}

export async function draftOf(world: World, source: ListSource): Promise<RunReport> {
  const id = accepted(await draftRun(world, world.requester, { place: world.place, source, channel: 'whatsapp' }));
  return report(world, id);
}

/** A run that the requester has sent off, waiting for its turn. */
export async function aPendingRun(world: World, people = 3): Promise<RunReport> {
  const draft = await aDraft(world, people);
  accepted(await sendRun(world, world.requester, cardOf(draft)));
  return report(world, draft.id);
}

/** Starts the next run, and takes a share of it as a process on another machine would. */
export async function aShare(world: World): Promise<Share> {
  const held = await startNextRun(world.db, world.companyId);
  if (!held) throw new Error('There is no run to share');
  return anotherShare(world, held.runId, 1);
}

export async function anotherShare(world: World, runId: string, slot: number): Promise<Share> {
  const { db, companyId } = world;
  const joined = await joinRun(db, { companyId, runId, slot }, { claim: randomUUID(), host: 'elsewhere', pid: 1 });
  if (!joined) throw new Error('There is no share to have');
  return joined.share;
}

export async function set(world: World, key: string, value: string, by: Operator = world.requester): Promise<void> {
  accepted(await changeSetting(world, by, { key, value }));
}

export async function report(world: World, runId: string): Promise<RunReport> {
  const found = await runReport(world.db, world.companyId, runId);
  if (!found) throw new Error(`There is no run ${runId}`);
  return found;
}

export type Row = {
  email: string | null;
  state: InvitationState;
  reason: string | null;
  reply: string | null;
  id: string;
};

export function rowsOf(world: World, runId: string): Promise<Row[]> {
  return world.db.$queryRaw<Row[]>`
    SELECT id, email, state, reason, reply FROM invitation WHERE run_id = ${runId}::uuid ORDER BY position`;
}
