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
  const tests = await runTests(filter)
  const failed = failedSteps + tests.failed
  console.log(`\n${steps.length - failedSteps + tests.passed} passed, ${failed} failed`)
  process.exitCode ??= failed === 0 ? 0 : 1
}
