// npm run bench -- [row …] [--quick] [--million] [--json <file>] [--profile <folder>]
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Figure } from './figures.ts';
import { rows } from './rows/index.ts';
import { openStage } from './stage.ts';

const { values: asked, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    json: { type: 'string', default: join(tmpdir(), 'muster-bench.json') },
    profile: { type: 'string' },
  },
});
if (asked.profile) {
  mkdirSync(asked.profile, { recursive: true });
  process.env['BENCH_PROFILE'] = asked.profile;
}

const unknown = names.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no ${unknown.join(', ')}. Rows:\n${rows.map(({ name, about }) => `  ${name}: ${about}`).join('\n')}`,
  );
  process.exit(1);
}

// Ends what was started, as a normal end does.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const stage = await openStage();
const figures: (Figure & { row: string })[] = [];
try {
  for (const { name, about, run } of rows) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.error(`${name}: ${about}`);
    figures.push(...(await run(stage, asked)).map((figure) => ({ row: name, ...figure })));
  }
} finally {
  await stage.close();
}

const where = {
  node: process.version,
  cores: availableParallelism(),
  at: new Date().toISOString(),
  quick: asked.quick,
};
writeFileSync(asked.json, JSON.stringify({ ...where, figures }, undefined, 2));
console.table(
  Object.fromEntries(
    figures.map(({ figure, ours, against, value, goal, reached }) => [
      figure,
      { ours, against, measured: value, goal, reached: reached === undefined ? '' : reached ? 'yes' : 'NO' },
    ]),
  ),
);
console.log(`What was timed stands in ${asked.json}`);
// Children that were asked to end may still be ending.
process.exit();
