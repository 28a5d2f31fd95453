import { expect, test } from 'vitest'
import { countTests } from './tests.ts'

const report = {
  numPassedTests: 3,
  numFailedTests: 0,
  testResults: [{ status: 'passed', assertionResults: [1, 2, 3] }],
}

test('a green run counts what passed', () => {
  expect(countTests(0, report)).toEqual({ passed: 3, failed: 0 })
})

test('a file that can not be loaded is a failure, though it holds no test', () => {
  const broken = {
    ...report,
    testResults: [...report.testResults, { status: 'failed', assertionResults: [] }],
  }
  expect(countTests(1, broken)).toEqual({ passed: 3, failed: 1 })
})

test('a run that ends badly is never green', () => {
  expect(countTests(1, report)).toEqual({ passed: 3, failed: 1 })
  expect(countTests(1, undefined)).toEqual({ passed: 0, failed: 1 })
})
