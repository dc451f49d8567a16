import { Prisma } from '#prisma/generated/client.ts';

// What is left where somebody was: ids, states, reasons, moments and counts, which is what summaries and the audit trail say.

export const EMPTY_MEMBER = Prisma.sql`
  username = NULL, email = 'erased', email_key = 'erased ' || member.id, first_name = NULL, last_name = NULL, phone = NULL,
  org_unit_id = NULL, language = NULL, country = NULL, time_zone = NULL, department = NULL, job_title = NULL,
  archived_at = coalesce(member.archived_at, now()), changed_at = now(), erased_at = now()`;

/** What was wrong in which column stays; what stood there goes. */
export const EMPTY_ROW = Prisma.sql`
  username = NULL, email = NULL, email_key = NULL, first_name = NULL, last_name = NULL, phone = NULL, org_unit = NULL, role = NULL,
  language = NULL, country = NULL, time_zone = NULL, department = NULL, job_title = NULL, changes = '[]', erased_at = now(),
  problems = (SELECT coalesce(jsonb_agg(problem - 'value'), '[]') FROM jsonb_array_elements(problems) problem)`;

/** The mail server's words go too: they may name who the mail was for. */
export const EMPTY_INVITATION = Prisma.sql`
  username = NULL, name = NULL, email = NULL, phone = NULL, org_unit = NULL, language = NULL, reply = NULL, erased_at = now()`;

/** How far a link is once its person is gone. */
export const ENDED_LINK = Prisma.sql`
  phone = NULL, changed_at = now(),
  state = (CASE state WHEN 'linked' THEN 'unlinked' WHEN 'unlinked' THEN 'unlinked' WHEN 'refused' THEN 'refused'
                      WHEN 'expired' THEN 'expired' ELSE 'revoked' END)::"LinkState"`;
