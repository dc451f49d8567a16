import pg from 'pg';
import { superuser } from './cluster.ts';

/** Whether a server with this password listens on this port: `soon` while it starts, recovers or shuts down. */
export async function answers(port: number, password: string): Promise<'yes' | 'soon' | 'no'> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: superuser, password, database: 'postgres' });
  client.on('error', () => {});
  try {
    await client.connect();
    return 'yes';
  } catch (error) {
    // 57P03: cannot_connect_now
    return error instanceof pg.DatabaseError && error.code === '57P03' ? 'soon' : 'no';
  } finally {
    await client.end().catch(() => {});
  }
}
