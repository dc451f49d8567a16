import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { groups } from './groups.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { tests } = groups[process.env.MUTATION_GROUP];
const place = ({ moduleId }) => tests.findIndex((test) => moduleId.endsWith(test));

/** Those come first that notice most, for the first test that fails ends the run of a mutant. */
class AsListed {
  shard = (files) => files;
  sort = (files) => files.toSorted((one, other) => place(one) - place(other));
}

export default defineConfig({
  root: here('../..'),
  test: {
    include: tests,
    globalSetup: here('../harness/global-setup.ts'),
    setupFiles: [here('setup.ts')],
    sequence: { sequencer: AsListed },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
