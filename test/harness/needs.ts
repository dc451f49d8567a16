import { spawnSync } from 'node:child_process';
import type { TestContext } from 'vitest';

export type Program = 'redis-server' | 'chromium' | 'openssl';

/** Whether this program is on the machine. Where the tests must be complete (CI=true) its absence is an error. */
export function needs(program: Program): boolean {
  const present = spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
  if (!present && process.env.CI === 'true') throw new Error(`${program} is not installed, and CI=true allows no gap.`);
  return present;
}

/** For `beforeEach`: skips the test, with the reason in the report, where the program is missing. */
export function skipWithout(program: Program): (context: TestContext) => void {
  const present = needs(program);
  return ({ skip }) => {
    if (!present) skip(`${program} is not installed`);
  };
}
