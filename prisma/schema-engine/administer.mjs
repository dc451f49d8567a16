import pg from 'pg';

/** What the CLI asks the engine for without a conversation: whether a database is there, and to make or drop it. */
export async function administer(/** @type {string | undefined} */ command, /** @type {string} */ url) {
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  try {
    if (command === 'can-connect-to-database') await run(target, name, 'SELECT 1');
    else if (command === 'create-database')
      await run(target, 'postgres', `CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    else if (command === 'drop-database')
      await run(target, 'postgres', `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)}`);
    else throw new Error(`The schema engine has no command ${command}.`);
  } catch (error) {
    report(error, target, name);
  }
}

async function run(/** @type {URL} */ target, /** @type {string} */ database, /** @type {string} */ sql) {
  const url = new URL(target);
  url.pathname = `/${encodeURIComponent(database)}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** In the form and with the codes of the native engine, which the CLI turns into its own words. */
function report(/** @type {any} */ error, /** @type {URL} */ target, /** @type {string} */ name) {
  const [error_code, message] = translate(error, target, name);
  const fields = { message, error_code, is_panic: false };
  process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`);
  process.exitCode = 1;
}

function translate(/** @type {any} */ error, /** @type {URL} */ target, /** @type {string} */ name) {
  if (error.code === '3D000')
    return ['P1003', `Database \`${name}\` does not exist on the database server at \`${target.host}\`.`];
  if (error.code === '42P04')
    return ['P1009', `Database \`${name}\` already exists on the database server at \`${target.host}\`.`];
  if (error.code === '28P01' || error.code === '28000') {
    return [
      'P1000',
      `Authentication failed, the provided database credentials for \`${target.username}\` are not valid.`,
    ];
  }
  return ['P1001', `Can't reach database server at \`${target.host}\`: ${error.message}`];
}
