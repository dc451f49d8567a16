import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

// The catalogue's internal one-byte type "char", which the adapter does not know.
const CHAR = 18;
const TEXT = 25;

/** Prisma's own adapter, mended where the schema engine needs more than the client does. */
export function makeAdapterFactory(/** @type {string} */ url) {
  const { config, schema } = readUrl(url);
  const factory = new PrismaPg(config, { schema });
  factory.connect = () => connect(config, schema);
  factory.connectToShadowDb = () => connectToShadow(config, schema);
  return bindMigrationAwareSqlAdapterFactory(factory);
}

/**
 * In single fields, because in pg a connection string wins over `database`: the shadow database would be the real one.
 * @param {string} text
 */
function readUrl(text) {
  const url = new URL(text);
  const mode = url.searchParams.get('sslmode');
  return {
    config: {
      host: decodeURIComponent(url.hostname),
      port: Number(url.port || 5432),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)),
      max: 1,
      ...(mode && mode !== 'disable' && { ssl: { rejectUnauthorized: mode.startsWith('verify') } }),
    },
    schema: url.searchParams.get('schema') ?? undefined,
  };
}

async function connect(/** @type {pg.PoolConfig} */ config, /** @type {string | undefined} */ schema) {
  const adapter = understandChar(await new PrismaPg(config, { schema }).connect());
  // The adapter splits at every semicolon, which breaks functions and loses the transaction around a whole script.
  adapter.executeScript = async (/** @type {string} */ sql) => {
    await adapter
      .underlyingDriver()
      .query(sql)
      .catch((/** @type {unknown} */ error) => adapter.onError(error));
  };
  return adapter;
}

async function connectToShadow(/** @type {pg.PoolConfig} */ config, /** @type {string | undefined} */ schema) {
  const database = `prisma_migrate_shadow_db_${randomUUID()}`;
  await query(config, `CREATE DATABASE "${database}"`);
  const adapter = await connect({ ...config, database }, schema);
  const dispose = adapter.dispose.bind(adapter);
  // The adapter drops it while it is still connected, which PostgreSQL refuses.
  adapter.dispose = async () => {
    await dispose();
    await query(config, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
  };
  return adapter;
}

async function query(/** @type {pg.PoolConfig} */ config, /** @type {string} */ sql) {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Lets the adapter read "char" as text and tells the engine that it is a character. */
function understandChar(/** @type {any} */ queryable) {
  const { performIO, queryRaw, startTransaction } = queryable;

  queryable.queryRaw = async (/** @type {unknown} */ asked) => {
    /** @type {number[]} */
    const chars = [];
    const reader = Object.create(queryable);
    reader.performIO = async (/** @type {unknown} */ again) => {
      const result = await performIO.call(queryable, again);
      const fields = result.fields.map((/** @type {pg.FieldDef} */ field, /** @type {number} */ column) => {
        if (field.dataTypeID !== CHAR) return field;
        chars.push(column);
        return { ...field, dataTypeID: TEXT };
      });
      return { ...result, fields, rows: result.rows };
    };
    const answer = await queryRaw.call(reader, asked);
    for (const column of chars) answer.columnTypes[column] = ColumnTypeEnum.Character;
    return answer;
  };

  if (startTransaction) {
    queryable.startTransaction = async (/** @type {unknown[]} */ ...options) =>
      understandChar(await startTransaction.apply(queryable, options));
  }
  return queryable;
}
