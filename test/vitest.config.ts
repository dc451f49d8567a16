import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('..'),
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: here('harness/global-setup.ts'),
    reporters: [here('harness/reporter.ts')],
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A busy machine makes people wait, and tests too.
    expect: { poll: { timeout: 20_000 } },
  },
});
