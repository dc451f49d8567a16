import { Prisma } from '#prisma/generated/client.ts';
import type { CardRef, Operator } from '../operator.ts';
import type { Tx } from './db.ts';

/** A run that waits for its time, found among all that ever were by the index `run_to_begin`. */
export const IS_SCHEDULED = Prisma.sql`(state = 'scheduled' AND send_at IS NOT NULL AND started_at IS NULL AND ended_at IS NULL)`;

/** Companies with runs whose time has come. */
export async function companiesToBegin(tx: Tx): Promise<string[]> {
  const companies = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT company_id AS id FROM run WHERE ${IS_SCHEDULED} AND send_at <= now()`;
  return companies.map(({ id }) => id);
}

/** The company's runs whose time has come, with the company locked, wait for their turn: the first is the one whose time came first. */
export async function takeDue(tx: Tx, companyId: string): Promise<string[]> {
  const due = await tx.$queryRaw<{ id: string }[]>`
    WITH due AS (
      UPDATE run SET state = 'pending', card_version = card_version + 1
       WHERE company_id = ${companyId}::uuid AND ${IS_SCHEDULED} AND send_at <= now()
      RETURNING id, send_at, confirmed_at)
    SELECT id FROM due ORDER BY send_at, confirmed_at`;
  return due.map(({ id }) => id);
}

/** A held run waits for its time no longer. */
export async function dropTime(tx: Tx, by: Operator, card: CardRef): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE run SET state = 'pending', send_at = NULL, decided_by = ${by.id}::uuid, decided_at = now(), card_version = card_version + 1
     WHERE company_id = ${by.companyId}::uuid AND id = ${card.id}::uuid AND state = 'scheduled' AND card_version = ${card.version}`;
  return moved === 1;
}
