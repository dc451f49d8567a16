import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The package imports its .wasm file as a module, which Node cannot do; so we join the two halves ourselves. */
export async function loadEngine() {
  // Where the engine leaves the message of a panic (it looks for this name).
  globalThis.PRISMA_WASM_PANIC_REGISTRY ??= { set_message: reportPanic };
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm'));
  const module = new WebAssembly.Module(readFileSync(join(folder, 'schema_engine_bg.wasm')));
  const imports = Object.fromEntries(WebAssembly.Module.imports(module).map((wanted) => [wanted.module, glue]));
  const { exports } = new WebAssembly.Instance(module, imports);
  glue.__wbg_set_wasm(exports);
  exports.__wbindgen_start();
  return glue.SchemaEngine;
}

function reportPanic(/** @type {string} */ message) {
  process.stderr.write(`${JSON.stringify({ level: 'ERROR', target: 'schema_engine::panic', fields: { message } })}\n`);
}
