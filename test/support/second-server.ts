import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import { buildServer } from '../../src/app/server.ts'
import { openAuth } from '../../src/kernel/access/auth.ts'
import { makeDb, makePool, poolOf } from '../../src/kernel/db/pool.ts'
import { recordOfAccount } from '../../src/kernel/http/record-of-account.ts'
import type { TestApp } from './app.ts'

/** Another server on the same database with connections of its own, as a second process would be. */
export async function startSecond(app: TestApp) {
  const url = poolOf(app.kernel.db).options.connectionString!
  const pool = makePool({ url })
  const kernel = { ...app.kernel, db: makeDb(pool) }
  const auth = await openAuth({ url, kernel, record: (act) => recordOfAccount(kernel, act) })
  const http = await buildServer(kernel, auth, 60_000)
  await http.listen({ port: 0, host: '127.0.0.1' })
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= (async () => {
      await http.close()
      await auth.close()
      await pool.end()
    })()
    return closed
  }
  afterAll(close)
  return { kernel, close, url: `http://127.0.0.1:${(http.server.address() as AddressInfo).port}` }
}
