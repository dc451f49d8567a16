import type { TestCase, TestModule, TestRunEndReason, TestSpecification } from 'vitest/node';
import { DefaultReporter } from 'vitest/node';

type RunEnd = Parameters<DefaultReporter['onTestRunEnd']>;

/** What vitest prints by default, then every skipped test with its reason, and as the last line the count. */
export default class ClosingLineReporter extends DefaultReporter {
  private modules: TestSpecification[] = [];

  override onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.modules = [...specifications];
    super.onTestRunStart(specifications);
  }

  override onTestRunEnd(modules: RunEnd[0], errors: RunEnd[1], reason: TestRunEndReason): void {
    super.onTestRunEnd(modules, errors, reason);
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    for (const test of skipped) this.log(`skipped: ${test.fullName}: ${whySkipped(test)}`);

    const passed = tests.filter((test) => test.result().state === 'passed').length;
    // A file that cannot be loaded, a hook that throws or an error nobody caught is a failure without a failed test.
    const failed = tests.length - passed - skipped.length + modules.filter(failedOutsideTests).length + errors.length;
    const unseen = reason === 'interrupted' ? this.modules.length - modules.length : 0;
    const counts = [
      `${passed} passed`,
      `${failed + unseen} failed`,
      ...(skipped.length ? [`${skipped.length} skipped`] : []),
    ];
    this.log(counts.join(', '));
  }
}

function whySkipped(test: TestCase): string {
  const result = test.result();
  return (result.state === 'skipped' && result.note) || 'marked so in its file';
}

function failedOutsideTests(module: TestModule): boolean {
  if (module.state() !== 'failed') return false;
  return ![...module.children.allTests('failed')].length;
}
