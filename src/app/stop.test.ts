import { Agent, get } from 'node:http'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { startApp } from '../../test/support/app.ts'
import { startSecond } from '../../test/support/second-server.ts'

const app = await startApp()

test('a stop waits for what is running and for nothing else: a connection kept alive does not hold it up', {
  timeout: 30_000,
}, async () => {
  const server = await startSecond(app)
  const agent = new Agent({ keepAlive: true })
  const headers = { cookie: app.cookieOf('shen.jing') }
  const { answer, closed } = await app.owner.transaction().execute(async (tx) => {
    await sql`lock table kernel.calendar in access exclusive mode`.execute(tx)
    const running = new Promise<number | undefined>((resolve, reject) => {
      get(`${server.url}/api/calendar/calendars`, { agent, headers }, (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode))
      }).on('error', reject)
    })
    await vi.waitFor(async () => {
      // Past the transaction, which sees the same activity as long as it lasts.
      const { rows } = await sql`select pid from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(app.owner)
      expect(rows).toHaveLength(1)
    }, 10_000)
    return { answer: running, closed: server.close() }
  })
  expect(await answer).toBe(200)
  await closed
  agent.destroy()
})
