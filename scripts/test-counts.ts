/** What verify needs of Vitest's JSON report. */
interface TestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
}

export interface TestCounts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The counts of a Vitest JSON report; without a report nothing passed. */
export function testCounts(report: string | undefined): TestCounts {
  if (report === undefined) return { passed: 0, failed: 0, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(report) as TestReport
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
}

/**
 * The closing line. A failed step counts as one failure, except for failed tests, which are counted themselves; so
 * the line shows a failure whenever a step failed.
 */
export function closingLine(counts: TestCounts, failedSteps: readonly string[]): string {
  const withoutFailedTests = counts.failed > 0 ? failedSteps.filter(step => step !== 'test') : failedSteps
  const failed = counts.failed + withoutFailedTests.length
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
  return `${counts.passed} passed, ${failed} failed${skipped}`
}
