import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const globalSetup = './test/support/global-setup.ts'

/** What runs whole programs first: each takes as long as many other files, and at the end one worker would wait for it alone. */
class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files)
    const long = ({ moduleId }: TestSpecification) => /\/test\/(journeys|crash|several)\//.test(moduleId)
    return [...sorted.filter(long), ...sorted.filter((one) => !long(one))]
  }
}

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.{ts,tsx}',
      'test/**/*.test.ts',
      'scripts/**/*.test.ts',
      'regulation/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    globalSetup: existsSync(globalSetup) ? [globalSetup] : [],
    pool: 'forks',
    // More than the two cores: a test waits for its page or its database half of its time.
    maxWorkers: 4,
    // Each file starts its own server and database; loading the modules anew for each would take a fifth of the time.
    isolate: false,
    // Node runs our files as it does in earnest. Only `vi.mock` would need Vite's loader, and nothing is mocked; a test
    // that needs a .tsx reads it by Vite's `runnerImport`.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    sequence: { sequencer: LongOnesFirst },
    // What hangs still fails; what is slow because the machine does other work as well doesn't.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
