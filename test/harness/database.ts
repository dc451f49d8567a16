import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export type TestDatabase = { url: string; drop(): Promise<void> };

/** A database of one's own, migrated unless `empty`. It drops itself with `await using`, or by `drop`. */
export async function makeDatabase({ empty = false } = {}): Promise<TestDatabase & AsyncDisposable> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${empty ? 'template0' : 'template_muster'}`);
  const url = new URL(inject('databaseServer'));
  url.pathname = `/${name}`;

  const drop = () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  return { url: url.href, drop, [Symbol.asyncDispose]: drop };
}

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('databaseServer') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
