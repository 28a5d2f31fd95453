import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { castId } from '../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { fillLedger } from '../../../test/support/many-issues.ts'
import { addDay, listCalendars, readCalendar } from '../calendar/contract.ts'
import { remindOwners } from './acts/contract.ts'
import { listIssueStatistics, sumIssues } from './contract.ts'

const app = await startApp({ now: '2026-03-02T02:00:00.000Z' })
const { owners, issues } = await fillLedger(app.owner, app.clock.now)

const dueDays = async () => {
  const { rows } = await sql<{ due_on: string; original_due_on: string; n: number }>`
    select due_on, original_due_on, count(*)::int n from kernel.issue group by 1, 2 order by 1`.execute(
    app.owner,
  )
  return rows
}
const admin = app.as('shen.jing')
const rest = async (day: string) => {
  const [{ id } = { id: '' }] = (await admin.call(listCalendars)).items
  const { version } = await admin.call(readCalendar, { params: { id } })
  await admin.call(addDay, {
    params: { id },
    body: {
      version,
      day: { day, kind: 'holiday', hours_as: null, name: '停工日', name_en: null },
    },
  })
}

test('10. 5,000 issues: a day off on their due day moves them all, each with a line in its history', async () => {
  await rest('2026-03-20')
  expect(await dueDays()).toEqual([{ due_on: '2026-03-23', original_due_on: '2026-03-23', n: 5000 }])
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from kernel.trail_entry where action = 'issues.issue.move_due'`.execute(app.owner)
  expect(rows[0]?.n).toBe(5000)
  const tasks = await sql<{ due_at: string; n: number }>`
    select due_at, count(*)::int n from kernel.task group by 1`.execute(app.owner)
  expect(tasks.rows.map(({ due_at, n }) => [new Date(due_at).toISOString().slice(0, 10), n])).toEqual([
    ['2026-03-23', 5000],
  ])
  // What is past stays, however the calendar reads later.
  app.clock.set('2026-04-01T02:00:00.000Z')
  await rest('2026-03-23')
  expect(await dueDays()).toEqual([{ due_on: '2026-03-23', original_due_on: '2026-03-23', n: 5000 }])
}, 60_000)

test('10. 5,000 issues: the dashboard counts them all', async () => {
  const zhou = app.as('zhou.ting')
  expect(await zhou.call(sumIssues, { query: {} })).toMatchObject({ issues: 5000, overdue: 5000, late: 5000 })
  const { items, total } = await zhou.call(listIssueStatistics, { query: { limit: 200 } })
  expect(total).toBe(400)
  expect(items.every((line) => line.issues >= 12 && line.late === line.issues)).toBe(true)
})

test('10. bulk reminder to 400 owners as one digest each', async () => {
  const zhou = app.as('zhou.ting')
  expect(await zhou.call(remindOwners, { body: { ids: issues } })).toEqual({
    ...{ owners: 400, issues: 5000, left_out: 0 },
  })
  const { rows } = await sql<{ letters: number; persons: number }>`
    select count(*)::int letters, count(distinct person_id)::int persons from kernel.mail
    where template = 'issues.mail.digest'`.execute(app.owner)
  expect(rows[0]).toEqual({ letters: 400, persons: 400 })
  // A second click within four hours writes to nobody.
  expect(await zhou.call(remindOwners, { body: { ids: issues } })).toEqual({
    ...{ owners: 0, issues: 0, left_out: 5000 },
  })
})

test('10. more than 400 owners are refused, and nobody is written to', async () => {
  app.clock.advance(5 * 3_600_000)
  await sql`update kernel.issue set responsible_id = ${owners[400]} where id = ${issues[0]}`.execute(
    app.owner,
  )
  await sql`update kernel.issue set responsible_id = ${castId('li.wei')} where id = ${issues[1]}`.execute(
    app.owner,
  )
  await sql`update kernel.issue set responsible_id = ${castId('wu.min')} where id = ${issues[2]}`.execute(
    app.owner,
  )
  const refusal = await refusalOf(app.as('zhou.ting').call(remindOwners, { body: { ids: issues } }))
  expect(refusal).toMatchObject({ status: 422, code: 'issues.errors.too_many_owners' })
  const { rows } = await sql<{ n: number }>`select count(*)::int n from kernel.mail`.execute(app.owner)
  expect(rows[0]?.n).toBe(400)
})
