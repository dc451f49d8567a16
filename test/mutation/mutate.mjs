import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { groups } from './groups.mjs';

// `npm run mutate` tests every mutant of every group. Names behind it choose groups; `--changed` asks only of what has changed
// since the last time, in the files that are mutated and in the tests.
const words = process.argv.slice(2);
const chosen = Object.keys(groups).filter(
  (name) => words.every((word) => word.startsWith('--')) || words.includes(name),
);
const changed = words.includes('--changed');

// It takes an hour, and leaves the machine to others.
setPriority(10);
const results = chosen.map(resultOf);
for (const result of results) show(result);
process.exitCode = results.length > 0 && results.every(({ isEnough }) => isEnough) ? 0 : 1;

function resultOf(name) {
  const env = { ...process.env, MUTATION_GROUP: name, ...(changed && { MUTATION_CHANGED: 'yes' }) };
  const stryker = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', 'test/mutation/stryker.config.mjs'];
  const report = `.test/mutation/${name}.json`;
  rmSync(report, { force: true });
  const { status } = spawnSync(process.execPath, stryker, { env, stdio: 'inherit' });

  const { files } = JSON.parse(readFileSync(report, 'utf8'));
  const rows = Object.entries(files).map(([file, { mutants }]) => counted(file, mutants));
  const all = counted(
    'all',
    Object.values(files).flatMap(({ mutants }) => mutants),
  );
  const { atLeast } = groups[name];
  return { name, rows: [...rows, all], all, atLeast, isEnough: status === 0 && all.percent >= atLeast };
}

function counted(file, mutants) {
  const count = (...states) => mutants.filter(({ status }) => states.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const unnoticed = count('Survived', 'NoCoverage');
  const percent = noticed + unnoticed === 0 ? 100 : (100 * noticed) / (noticed + unnoticed);
  return {
    file,
    percent,
    noticed,
    unnoticed,
    excused: count('Ignored'),
    broken: count('RuntimeError', 'CompileError'),
  };
}

function show({ name, rows, all, atLeast, isEnough }) {
  const width = Math.max(...rows.map(({ file }) => file.length));
  const columns = ['noticed', 'unnoticed', 'excused', 'broken'];
  console.log(`\n${name.padEnd(width)}  percent  ${columns.join('  ')}`);
  for (const row of rows) {
    const numbers = columns.map((column) => String(row[column]).padStart(column.length));
    console.log(`${row.file.padEnd(width)}  ${row.percent.toFixed(2).padStart(7)}  ${numbers.join('  ')}`);
  }
  console.log(`${isEnough ? 'enough' : 'NOT ENOUGH'}: ${all.percent.toFixed(2)} % of at least ${atLeast} %`);
}
