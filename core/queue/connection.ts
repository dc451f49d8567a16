import type { QueueConfig } from './config.ts';
import { checkRedis } from './redis.ts';

/** Which store the queues live in. */
export type QueueConnection = { store: 'redis'; url: string } | { store: 'postgres'; url: string };

/** Redis where REDIS_URL is set, else the database we have anyway. Throws a sentence when that Redis cannot be used. */
export async function openQueueConnection(config: QueueConfig, databaseUrl: string): Promise<QueueConnection> {
  if (!config.REDIS_URL) return { store: 'postgres', url: databaseUrl };

  await checkRedis(config.REDIS_URL);
  return { store: 'redis', url: config.REDIS_URL };
}

/** Who rings must hear at once that nobody hears him, who waits for rings may wait as long as it takes. */
export function redisOptions(url: string, waits: boolean) {
  return waits
    ? { url, maxRetriesPerRequest: null }
    : { url, maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 2_000 };
}

export function postgresOptions(url: string, waits: boolean) {
  return {
    connectionString: url,
    application_name: 'muster queue',
    max: waits ? 6 : 3,
    connectionTimeoutMillis: 5_000,
    schema: 'bullmq',
    migrate: true,
  };
}
