import { makeDb, makePool, type Tx } from '../../src/kernel/db/pool.ts'
import { readConfiguration } from '../../src/kernel/settings/configuration.ts'
import { signingKey } from '../../src/kernel/trail/key.ts'
import { inSnapshot, readRecords, type TrailRecord } from '../../src/kernel/trail/records.ts'
import { findDatabase } from '../find-database.ts'

type Read = {
  tx: Tx
  /** As a `copy` they are signed as they stand. */
  read: (options?: { copy: boolean }) => AsyncGenerator<TrailRecord>
  public_key: string
}

/**
 * Reads this installation's trail in one snapshot, while the server works or not: from the database DATABASE_URL
 * names, from the embedded engine that runs, or from one that is started for this and stopped again.
 */
export async function withTrail<T>(work: (read: Read) => Promise<T>): Promise<T> {
  const configuration = readConfiguration(process.env)
  const { url, stop } = await findDatabase(configuration)
  const pool = makePool({ url, max: 1, name: 'bylaw-trail' })
  try {
    const key = signingKey(configuration.secret)
    const { publicKey: public_key } = key
    const made_at = new Date().toISOString()
    return await inSnapshot(makeDb(pool), (tx) =>
      work({
        tx,
        public_key,
        read: ({ copy } = { copy: false }) =>
          readRecords(tx, { public_key, made_at, key: copy ? key : undefined }),
      }),
    )
  } finally {
    await pool.end()
    await stop()
  }
}
