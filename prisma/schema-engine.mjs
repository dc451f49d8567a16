#!/usr/bin/env node
// Stands in for the program that the Prisma CLI would download: the same engine as WebAssembly, over the same driver as ours.
//   PRISMA_SCHEMA_ENGINE_BINARY=prisma/schema-engine.mjs npx prisma migrate dev --config prisma/prisma.config.ts
import { parseArgs } from 'node:util';
import { administer } from './schema-engine/administer.mjs';
import { serve } from './schema-engine/serve.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false, // the CLI may grow options that do not concern us
  options: {
    datamodels: { type: 'string', multiple: true, short: 'd' },
    datasource: { type: 'string' },
  },
});
const { url = '' } = typeof values.datasource === 'string' ? JSON.parse(values.datasource) : {};

// 101 is what a panic in the native engine exits with, and the CLI looks for it.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(101);
});

const [mode, command] = positionals;
if (mode === 'cli') await administer(command, url);
else serve({ url, schemaFiles: [values.datamodels ?? []].flat().map(String) });
