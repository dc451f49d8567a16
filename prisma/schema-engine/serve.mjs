import { readFileSync } from 'node:fs';
import readline from 'node:readline';
import { makeAdapterFactory } from './adapter.mjs';
import { loadEngine } from './engine.mjs';

/** @typedef {{ id: number, method?: string, params?: unknown }} Request */

/**
 * Answers the CLI's requests, one JSON-RPC message per line, one after another.
 * @param {{ url: string, schemaFiles: string[] }} start
 */
export function serve({ url, schemaFiles }) {
  const requests = readline.createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  const open = once(() => openEngine(url, schemaFiles));
  let last = Promise.resolve();
  requests.on('line', (line) => {
    last = last.then(() => answer(JSON.parse(line), open, url));
  });
  requests.on('close', () => last.then(() => process.exit(0)));
}

async function openEngine(/** @type {string} */ url, /** @type {string[]} */ schemaFiles) {
  const SchemaEngine = await loadEngine();
  // None at all must be left out: an empty list is taken for a schema without models.
  const datamodels = schemaFiles.length > 0 ? schemaFiles.map((file) => [file, readFileSync(file, 'utf8')]) : undefined;
  return SchemaEngine.new({ datamodels }, () => {}, makeAdapterFactory(url));
}

async function answer(
  /** @type {Request} */ { id, method, params },
  /** @type {() => Promise<any>} */ open,
  /** @type {string} */ url,
) {
  if (!method) return; // an answer of the CLI to something we printed

  try {
    const result = await perform(method, params, open, url);
    if (method === 'diff' && typeof result?.stdout === 'string') print(result.stdout);
    send({ id, result: result ?? {} });
  } catch (error) {
    send({ id, error: describe(error) });
  }
}

async function perform(
  /** @type {string} */ method,
  /** @type {unknown} */ params,
  /** @type {() => Promise<any>} */ open,
  /** @type {string} */ url,
) {
  // The CLI asks for it before it migrates; if the database were missing it would have been made by `administer`.
  if (method === 'createDatabase') return { databaseName: new URL(url).pathname.slice(1) };

  const engine = await open();
  return engine[method === 'getDatabaseVersion' ? 'version' : method](params ?? undefined);
}

// The native engine asks the CLI to print a diff. The answer to this request is not awaited.
const print = (/** @type {string} */ content) => send({ id: 'print', method: 'print', params: { content } });

const send = (/** @type {object} */ message) =>
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

function describe(/** @type {any} */ error) {
  const data = { is_panic: false, message: error?.message ?? String(error), error_code: error?.code ?? null };
  return { code: 4466, message: 'An error happened. Check the data field for details.', data };
}

/**
 * @template T
 * @param {() => Promise<T>} act
 * @returns {() => Promise<T>}
 */
function once(act) {
  /** @type {Promise<T> | undefined} */
  let done;
  return () => {
    done ??= act();
    return done;
  };
}
