import { afterAll, beforeAll } from 'vitest';

type Counted = { mutantCoverage?: { static: Record<string, number> } };

// Stryker tests a mutant against everything when it is met outside of a test, for it may have been met as a file was loaded.
// What is met in `beforeAll` is not: these mutants are left to the tests that meet them by themselves.
const counted = (): Counted => (globalThis as { __stryker__?: Counted }).__stryker__ ?? {};
let loading: Record<string, number> = {};

beforeAll(() => {
  loading = { ...counted().mutantCoverage?.static };
});

afterAll(() => {
  const { mutantCoverage } = counted();
  if (mutantCoverage) mutantCoverage.static = loading;
});
