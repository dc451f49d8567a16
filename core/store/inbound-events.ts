import type { Db } from './db.ts';

/** True the first time. A platform tells the same event again when our answer was late or got lost. */
export async function firstTime(db: Db, platform: string, key: string): Promise<boolean> {
  const kept = await db.$executeRaw`
    INSERT INTO inbound_event (platform, key) VALUES (${platform}, ${key}) ON CONFLICT DO NOTHING`;
  return kept === 1;
}

/** The event came to nothing: told again, it counts as new. */
export async function forget(db: Db, platform: string, key: string): Promise<void> {
  await db.$executeRaw`DELETE FROM inbound_event WHERE platform = ${platform} AND key = ${key}`;
}
