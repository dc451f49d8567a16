import type { Db } from '#core/store/db.ts';

/** A sum over all rows of each table, but of those that are left out. */
export async function everyRow(db: Db, leftOut: string[]): Promise<Record<string, string>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> ALL(${leftOut})`;
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [sum] = await db.$queryRawUnsafe<{ sum: string }[]>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS sum FROM "${name}" t`,
    );
    found[name] = sum?.sum ?? '';
  }
  return found;
}
