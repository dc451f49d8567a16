import { Prisma } from '#prisma/generated/client.ts';
import type { Channel } from '../channel.ts';
import type { ImportRef } from '../imports/import-ref.ts';
import type { LinkState } from '../states.ts';
import type { Tx } from './db.ts';
import { linksOf } from './links.ts';
import { only } from './only.ts';

/** The numbers of the people of an applied import become corporate numbers, theirs. What belongs to another stays so. */
export async function addNumbers(tx: Tx, { companyId, importId }: ImportRef): Promise<number> {
  const result = await tx.$queryRaw<{ added: number }[]>`
    WITH kept AS (
      INSERT INTO corporate_number (company_id, phone, member_id, import_id)
      SELECT company_id, phone, member_id, import_id FROM import_row
       WHERE company_id = ${companyId}::uuid AND import_id = ${importId}::uuid
         AND member_id IS NOT NULL AND phone IS NOT NULL
      ON CONFLICT (company_id, phone) DO UPDATE SET member_id = excluded.member_id
       WHERE corporate_number.member_id IS NULL
      RETURNING xmax
    )
    SELECT count(*) FILTER (WHERE xmax = 0)::int AS added FROM kept`; // xmax is 0 in a row that was inserted
  return only(result).added;
}

export type ListedNumber = {
  phone: string;
  member?: { id: string; name: string; username?: string; email: string };
  links: { channel: Channel; state: LinkState }[];
  updatedAt: Date;
};

export type NumberPage = { numbers: ListedNumber[]; total: number };

const PAGE_SIZE = 10;

/** Corporate numbers by number; `filter` is part of a number, a name, a username or an address. Pages count from 1. */
export async function listNumbers(
  tx: Tx,
  companyId: string,
  { filter, page }: { filter: string; page: number },
): Promise<NumberPage> {
  const words = filter.trim().toLowerCase();
  const digits = words.replace(/[\s()+.-]/g, '');
  const looksLikeNumber = /^\d+$/.test(digits);
  const rows = await tx.$queryRaw<(ListedNumber & { total: number })[]>`
    WITH found AS (
      SELECT number.phone, member.id, member.username, member.email,
             coalesce(nullif(concat_ws(' ', first_name, last_name), ''), username, email) AS name, number.created_at
        FROM corporate_number number
        LEFT JOIN member ON member.company_id = number.company_id AND member.id = number.member_id
       WHERE number.company_id = ${companyId}::uuid
         AND (${words} = '' OR ${looksLikeNumber} AND strpos(number.phone, ${digits}) > 0
              OR strpos(lower(concat_ws(' ', first_name, last_name, username, email)), ${words}) > 0)
    )
    SELECT phone,
           CASE WHEN id IS NOT NULL THEN
             json_strip_nulls(json_build_object('id', id, 'name', name, 'username', username, 'email', email)) END AS member,
           coalesce(links, '[]') AS links, greatest(created_at, linked.changed_at) AS "updatedAt",
           (SELECT count(*)::int FROM found) AS total
      FROM (SELECT * FROM found ORDER BY phone LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}) page
      CROSS JOIN LATERAL (
        SELECT json_agg(json_build_object('channel', channel, 'state', state) ORDER BY channel) AS links, max(changed_at) AS changed_at
          FROM ${linksOf(Prisma.sql`${companyId}::uuid`, Prisma.sql`page.id`)} link
         WHERE coalesce(link.phone, page.phone) = page.phone) linked
     ORDER BY phone`;
  return {
    numbers: rows.map(({ phone, member, links, updatedAt }) => ({
      phone,
      links,
      updatedAt,
      ...(member && { member }),
    })),
    total: rows[0]?.total ?? 0,
  };
}
