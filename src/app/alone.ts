import { connectAsOwner } from '../kernel/db/migrate.ts'
import { say } from './progress.ts'

/** Runs what only one of the servers that start on a database may do at a time; the others wait for it. */
export async function aloneOn<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  const client = await connectAsOwner(ownerUrl)
  // A connection that is lost gives the lock back; the work fails by itself.
  client.on('error', () => {})
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      "select pg_try_advisory_lock(hashtext('bylaw.start')) mine",
    )
    if (!rows[0]!.mine) {
      say('Another server is starting on this database: waiting for it.')
      await client.query("select pg_advisory_lock(hashtext('bylaw.start'))")
    }
    return await work()
  } finally {
    await client.end()
  }
}
