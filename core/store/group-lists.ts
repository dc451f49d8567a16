import { Prisma } from '#prisma/generated/client.ts';
import { emailAddress, emailKey } from '../email-address.ts';
import { SourceGroup } from '../runs/source.ts';
import type { Tx } from './db.ts';
import { stateOf, verdicts } from './forecast.ts';
import { COLUMNS, type NewList, UNIT } from './run-lists.ts';

/** Freezes the people of these addresses, each once. Whom the directory does not know has no member, like a row that was wrong at import. */
export async function freezeGroup(tx: Tx, list: NewList, emails: string[]): Promise<void> {
  const { companyId, runId } = list;
  const known = new Map(emails.map((written) => emailAddress(written) ?? written).map((one) => [emailKey(one), one]));
  await tx.$executeRaw`
    INSERT INTO invitation (${COLUMNS})
    SELECT ${companyId}::uuid, ${runId}::uuid, row_number() OVER (ORDER BY listed.key COLLATE "C"), member.id, NULL, member.username,
           nullif(concat_ws(' ', member.first_name, member.last_name), ''), coalesce(member.email, listed.email), member.phone,
           org_unit.path, member.language, ${stateOf(Prisma.sql`verdict.reason`)}, verdict.reason, NULL
      FROM unnest(${[...known.keys()]}::text[], ${[...known.values()]}::text[]) AS listed (key, email)
      LEFT JOIN LATERAL (SELECT * FROM member
                          WHERE company_id = ${companyId}::uuid AND email_key = listed.key LIMIT 1) member ON true ${UNIT}
      ${verdicts(list)}
     ORDER BY listed.key COLLATE "C"`;
}

/** The group that has to be read anew to draft this run again: it came to nothing, and its list was that of a group. */
export async function groupToReadAgain(tx: Tx, companyId: string, runId: string): Promise<SourceGroup | undefined> {
  const [found] = await tx.$queryRaw<{ group: unknown }[]>`
    SELECT source -> 'group' AS group FROM run
     WHERE company_id = ${companyId}::uuid AND id = ${runId}::uuid
       AND state = 'cancelled' AND started_at IS NULL AND source ->> 'kind' = 'group'`;
  return found && SourceGroup.parse(found.group);
}
