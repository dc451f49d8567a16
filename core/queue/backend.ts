import { type BackendFactory, createPostgresBackend, createRedisBackend, type IQueueBackend } from 'bullmq';
import { postgresOptions, type QueueConnection, redisOptions } from './connection.ts';

/** The one difference between the stores: everything else is the same on both. */
export const createBackend: BackendFactory<IQueueBackend, QueueConnection> = (name, options, extra) => {
  const { store, url } = options.connection;
  const waits = extra?.withBlockingConnection === true;
  return store === 'redis'
    ? createRedisBackend(name, { ...options, connection: redisOptions(url, waits) }, extra)
    : createPostgresBackend(name, { ...options, connection: postgresOptions(url, waits) }, extra);
};
