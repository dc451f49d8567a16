import { fileURLToPath } from 'node:url';
import { groups } from './groups.mjs';

const { MUTATION_GROUP: group, MUTATION_CHANGED: changed } = process.env;
const { files, atLeast } = groups[group];

/** Of one of the groups; `npm run mutate` goes through them. Everything that it leaves behind is in .test, out of git. */
export default {
  mutate: files,
  thresholds: { high: 100, low: atLeast, break: atLeast },
  plugins: [fileURLToPath(new URL('runner.mjs', import.meta.url))],
  testRunner: 'vitest-again',
  vitest: { configFile: 'test/mutation/vitest.config.mjs', related: false },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 20,
  // The compiler of TypeScript 7 cannot be called by Stryker, and nothing here needs it: no file of that name is there.
  tsconfigFile: 'none.json',
  disableTypeChecks: false,
  tempDirName: '.test/mutation/sandbox',
  ignorePatterns: ['.test', '.muster', '.ci', 'manifests', 'test/bench', 'test/crash', 'test/fixtures/pictures'],
  incremental: true,
  force: !changed,
  incrementalFile: `.test/mutation/${group}-before.json`,
  reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
  clearTextReporter: { allowEmojis: false, logTests: false, reportTests: false, reportScoreTable: false },
  jsonReporter: { fileName: `.test/mutation/${group}.json` },
  htmlReporter: { fileName: `.test/mutation/${group}.html` },
  warnings: { unknownOptions: false },
};
