import type { TestCase, TestModule } from 'vitest/node';
import { DefaultReporter } from 'vitest/node';

type RunEnd = Parameters<DefaultReporter['onTestRunEnd']>;

/** What vitest prints by default, then every skipped test with its reason, and as the last line the count. */
export default class ClosingLineReporter extends DefaultReporter {
  override onTestRunEnd(modules: RunEnd[0], errors: RunEnd[1], reason: RunEnd[2]): void {
    super.onTestRunEnd(modules, errors, reason);
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    for (const test of skipped) this.log(`skipped: ${test.fullName}: ${whySkipped(test)}`);

    const passed = tests.filter((test) => test.result().state === 'passed').length;
    const failed = tests.length - passed - skipped.length + sum(modules.map(failuresOutsideTests)) + errors.length;
    const counts = [`${passed} passed`, `${failed} failed`, ...(skipped.length ? [`${skipped.length} skipped`] : [])];
    this.log(counts.join(', '));
  }
}

function whySkipped(test: TestCase): string {
  const result = test.result();
  return (result.state === 'skipped' && result.note) || 'marked so in its file, or its group failed to start';
}

/** A file that cannot be loaded and a hook that throws are failures without a failed test. */
function failuresOutsideTests(module: TestModule): number {
  return [module, ...module.children.allSuites()].filter((group) => group.errors().length > 0).length;
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
