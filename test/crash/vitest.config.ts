import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** `npm run crash`: the long form of the same tests, one after the other. Names behind it choose some: `npm run crash -- confirm`. */
export default defineConfig({
  root: here('../..'),
  test: {
    include: ['test/crash/**/*.test.ts'],
    globalSetup: here('../harness/global-setup.ts'),
    reporters: [here('reporter.ts')],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    provide: { crash: 'long' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
