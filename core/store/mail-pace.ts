import type { Tx } from './db.ts';
import { only } from './only.ts';

/** Takes the next so many seconds of a company's mail for the caller alone. Returns in how many milliseconds they begin. */
export async function reserve(tx: Tx, companyId: string, seconds: number): Promise<number> {
  const reserved = await tx.$queryRaw<{ startsInMs: number }[]>`
    INSERT INTO mail_pace (company_id, free_from) VALUES (${companyId}::uuid, clock_timestamp() + ${seconds}::float8 * interval '1 second')
    ON CONFLICT (company_id) DO UPDATE
       SET free_from = greatest(mail_pace.free_from, clock_timestamp()) + ${seconds}::float8 * interval '1 second'
    RETURNING greatest(0, extract(epoch FROM free_from - clock_timestamp()) - ${seconds}::float8)::float8 * 1000 AS "startsInMs"`;
  return only(reserved).startsInMs;
}
