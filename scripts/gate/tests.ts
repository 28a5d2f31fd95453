import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './steps.ts'

export type Count = { passed: number; failed: number }

/** The part of Vitest's JSON report that is counted. */
export type Report = {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** Runs the tests, all or those a filter names (as Vitest takes it), and counts them. */
export async function runTests(filter: string[]): Promise<Count> {
  const scratch = mkdtempSync(join(tmpdir(), 'bylaw-gate-'))
  const report = join(scratch, 'report.json')
  try {
    const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const { code } = await run([process.execPath, vitest, 'run', ...reporters, ...filter], true)
    return countTests(code, readReport(report))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** A file that can't be loaded holds no test to count, and a run that breaks has no report: each is one failure. */
export function countTests(code: number, report: Report | undefined): Count {
  if (!report) return { passed: 0, failed: 1 }
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const failed = report.numFailedTests + broken.length
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed }
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } catch {
    return undefined
  }
}
