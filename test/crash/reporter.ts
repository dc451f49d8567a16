import type { TestCase, TestModule } from 'vitest/node';
import { DefaultReporter } from 'vitest/node';

type RunEnd = Parameters<DefaultReporter['onTestRunEnd']>;
type Log = Parameters<DefaultReporter['onUserConsoleLog']>[0];

/** A line for each scenario as it goes, what went wrong in full, and at the end a table and the count. */
export default class CrashReporter extends DefaultReporter {
  override onTestCaseReady(test: TestCase): void {
    super.onTestCaseReady(test);
    this.log(`… ${test.name}`);
  }

  override onUserConsoleLog(log: Log): void {
    this.log(`  ${log.content.trim()}`);
  }

  override onTestCaseResult(test: TestCase): void {
    super.onTestCaseResult(test);
    this.log(`${mark(test)} ${test.name} (${seconds(test)} s)`);
  }

  override onTestRunEnd(modules: RunEnd[0], errors: RunEnd[1], reason: RunEnd[2]): void {
    super.onTestRunEnd(modules, errors, reason);
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    for (const test of tests) this.log(`${mark(test)}  ${seconds(test).padStart(5)} s  ${test.name}`);

    const broken = modules.filter((module: TestModule) => module.errors().length > 0).length + errors.length;
    const of = (state: string) => tests.filter((test) => test.result().state === state).length;
    this.log(`${of('passed')} passed, ${tests.length - of('passed') - of('skipped') + broken} failed`);
  }
}

const marks: Record<string, string> = { passed: '✓', failed: '×', skipped: '-' };

const mark = (test: TestCase) => marks[test.result().state] ?? '?';

const seconds = (test: TestCase) => ((test.diagnostic()?.duration ?? 0) / 1000).toFixed(1);
