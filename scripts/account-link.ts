import { pino } from 'pino'
import { makeLinkOnServer } from '../src/kernel/access/invitation/on-server.ts'
import { Fault } from '../src/kernel/db/fault.ts'
import { makeDb, makePool } from '../src/kernel/db/pool.ts'
import { Problem } from '../src/kernel/errors/problem.ts'
import { asSystem } from '../src/kernel/http/open-context.ts'
import { readConfiguration } from '../src/kernel/settings/configuration.ts'
import { findDatabase } from './find-database.ts'

/**
 * Makes a one-time link by which the holder of an account sets a password, for an installation without a mail server.
 *   npm run account:link -- li.wei@hengyuan.example
 */
async function main(): Promise<void> {
  const [email] = process.argv.slice(2)
  if (!email) throw new Fault('Whose? npm run account:link -- <the address they sign in with>')
  const configuration = readConfiguration(process.env)
  const { url, stop } = await findDatabase(configuration)
  const pool = makePool({ url, max: 1, name: 'bylaw-link' })
  const kernel = {
    ...{ configuration, db: makeDb(pool), log: pino({ level: 'warn' }), clock: () => new Date() },
    filesDir: configuration.files_dir,
  }
  try {
    const { path, expires_at } = await asSystem(kernel, (ctx) => makeLinkOnServer(ctx, email))
    console.log(`Give this link to its holder and to nobody else. It holds once, until ${expires_at}:`)
    console.log(`  ${configuration.base_url}${path}`)
  } catch (error) {
    if (error instanceof Problem) throw new Fault(`No account in use signs in as ${email}.`)
    throw error
  } finally {
    await pool.end()
    await stop()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Fault ? error.message : error)
  process.exitCode = 1
})
