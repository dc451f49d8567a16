import { strykerPlugins as plugins } from '@stryker-mutator/vitest-runner';

const TRIES = 4;

/**
 * Stryker's runner for vitest. After a mutant that was killed vitest sometimes loses the next run: fewer tests come back than
 * were asked for, and Stryker would say that the mutant survived them (stryker-js#6073). Such a run is done again.
 */
export const strykerPlugins = plugins.map(({ factory, ...plugin }) => {
  const make = (injector) => again(factory(injector));
  make.inject = factory.inject;
  return { ...plugin, name: 'vitest-again', factory: make };
});

function again(runner) {
  const run = runner.mutantRun.bind(runner);

  runner.mutantRun = async (options) => {
    const wanted = options.testFilter?.length ?? 1;
    for (let tries = 1; tries <= TRIES; tries++) {
      const result = await run(options);
      if (result.status !== 'survived' || result.nrOfTests >= wanted) return result;
    }
    return { status: 'error', errorMessage: `Fewer than ${wanted} tests ran, ${TRIES} times` };
  };
  return runner;
}
