import { expect, test } from 'vitest'
import { closingLine, testCounts } from '../../scripts/test-counts.ts'

const report = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }

test('the closing line of a good run has the counts of the report', () => {
  expect(closingLine(testCounts(JSON.stringify(report)), [])).toBe('5 passed, 0 failed')
})

test('skipped and todo tests are counted as skipped', () => {
  const counts = testCounts(JSON.stringify({ ...report, numPendingTests: 2, numTodoTests: 1 }))
  expect(closingLine(counts, [])).toBe('5 passed, 0 failed, 3 skipped')
})

test('a failed test is counted once, though its step failed too', () => {
  const counts = testCounts(JSON.stringify({ ...report, numFailedTests: 2 }))
  expect(closingLine(counts, ['test'])).toBe('5 passed, 2 failed')
})

test('a test run that fails without a failed test shows a failure', () => {
  expect(closingLine(testCounts(JSON.stringify(report)), ['test'])).toBe('5 passed, 1 failed')
})

test('each other failed step counts as a failure', () => {
  const counts = testCounts(JSON.stringify({ ...report, numFailedTests: 2 }))
  expect(closingLine(counts, ['lint', 'build', 'test'])).toBe('5 passed, 4 failed')
})

test('without a report nothing passed', () => {
  expect(closingLine(testCounts(undefined), ['system'])).toBe('0 passed, 1 failed')
})
