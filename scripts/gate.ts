import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkStatements } from './gate/statements.ts'
import { runSteps, staticSteps, stopOnSignals, webApp } from './gate/steps.ts'
import { runTests } from './gate/tests.ts'

/**
 * The gate: `npm test` runs all of it, `npm test -- <filter>` only the tests a filter names,
 * with the web app they may open.
 * The last line is `N passed, N failed`, steps and tests counted together; green means exit code 0.
 */
const filter = process.argv.slice(2)
const steps = filter.length === 0 ? [webApp, ...staticSteps] : [webApp]

stopOnSignals()
const failedSteps = await runSteps(steps)
if (process.exitCode === undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'bylaw-statements-'))
  process.env.BYLAW_STATEMENTS = folder
  const tests = await runTests(filter)
  const { read, faults } = await checkStatements(folder)
  rmSync(folder, { recursive: true, force: true })
  for (const fault of faults) console.log(`A cluster would refuse: ${fault}`)
  console.log(
    `\n${read} statements of the app were read as a cluster would; ${faults.length} would be refused.`,
  )
  const failed = failedSteps + tests.failed + Math.min(faults.length, 1)
  const passed = steps.length - failedSteps + tests.passed + (faults.length === 0 ? 1 : 0)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode ??= failed === 0 ? 0 : 1
}
