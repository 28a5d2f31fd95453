import { parseArgs } from 'node:util'
import { shared } from '../db/distribution.ts'
import { distribute } from '../src/kernel/db/distribution/distribute.ts'
import { Fault } from '../src/kernel/db/fault.ts'
import { migrate } from '../src/kernel/db/migrate.ts'
import { readConfiguration } from '../src/kernel/settings/configuration.ts'

/**
 * Spreads the database DATABASE_URL names over its Citus cluster: `npm run db:distribute`; with `-- --dry-run` only says
 * what it would do. See deploy/citus.md.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } })
  const { DATABASE_URL } = readConfiguration(process.env)
  if (!DATABASE_URL)
    throw new Fault('Set DATABASE_URL to the coordinator: the embedded database is one server and stays one.')
  await migrate(DATABASE_URL)
  const dryRun = values['dry-run']
  const steps = await distribute(DATABASE_URL, shared, { say: (line) => console.log(line), dryRun })
  if (dryRun) for (const { table, as, why } of steps) console.log(`${table}: ${as} (${why})`)
  console.log(
    steps.length === 0
      ? 'Every table stands where it should.'
      : `${steps.length} tables ${dryRun ? 'would be spread' : 'spread'}.`,
  )
}

main().catch((error: unknown) => {
  console.error(error instanceof Fault ? error.message : (error as Error).stack)
  process.exitCode = 1
})
