import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { mattersOf, stepOf } from '../../../../test/support/matters.ts'
import { disableAccount } from '../../administration/account/contract.ts'
import { runSchedule } from '../../jobs/worker.ts'
import { appointApprovers, approveRequest, readRequest } from './contract.ts'

// Friday 16:30 in Shanghai; the Saturday after is worked in exchange for the National Day holidays.
const friday = '2026-10-09T08:30:00Z'
const app = await startApp({ now: friday })
const { flow, start, decided } = mattersOf(app)
const idOf = (user: CastUser) => app.person(user).id
await flow('timed', [stepOf('finance', [idOf('qian.li')], { due_working_hours: 4 })])
await flow('in_turn', [
  stepOf('in_turn', [idOf('qian.li'), idOf('sun.yi')], {
    mode: { kind: 'in_sequence' },
    due_working_hours: 4,
  }),
])
await flow('operations', [stepOf('operations', [idOf('zhou.ting')])])
await flow('both', [stepOf('both', [idOf('zhou.ting'), idOf('sun.yi')], { mode: { kind: 'all' } })])

/** Who is told what, when the clock reaches this. */
const mailsAt = async (at: string) => {
  app.clock.set(at)
  for (let twice = 0; twice < 2; twice++) await runSchedule(app.kernel, 'approvals.remind')
  const sent = await app.owner
    .selectFrom('kernel.mail as m')
    .innerJoin('kernel.person as p', 'p.id', 'm.person_id')
    .select(['m.template', 'p.name'])
    .where('m.created_at', '=', app.clock.now.toISOString())
    .where('m.template', 'like', 'approvals.mail.%')
    .execute()
  return sent.map(({ template, name }) => `${template.replace('approvals.mail.', '')} ${name}`).sort()
}

test('Due times use the working calendar incl. make-up working days; reminders before, at and after; escalation to the superior', async () => {
  const dueOf = async (at: string) => {
    app.clock.set(at)
    const id = await start('li.wei', 'timed')
    return (await app.as('li.wei').call(readRequest, { params: { id } })).steps[0]!.due_at
  }
  // The eve of the holidays: half an hour of that day, and the rest on the eighth.
  expect(await dueOf('2026-09-30T08:30:00Z')).toBe('2026-10-08T06:00:00Z')
  // An ordinary weekend is not worked.
  expect(await dueOf('2026-10-16T08:30:00Z')).toBe('2026-10-19T06:00:00Z')
  await app.owner.updateTable('kernel.approval_step').set({ state: 'cancelled', closed_at: friday }).execute()
  expect(await dueOf(friday)).toBe('2026-10-10T06:00:00Z')

  expect(await mailsAt('2026-10-10T03:41:00Z')).toEqual([])
  expect(await mailsAt('2026-10-10T03:42:00Z')).toEqual(['soon 钱立'])
  expect(await mailsAt('2026-10-10T06:00:00Z')).toEqual(['due 钱立'])
  expect(await mailsAt('2026-10-10T07:59:00Z')).toEqual([])
  expect(await mailsAt('2026-10-10T08:00:00Z')).toEqual(['overdue 钱立', 'superior 林岚', 'superior 顾明远'])
  expect(await mailsAt('2026-10-12T08:00:00Z')).toEqual([])
  expect(decided).toEqual([])
  app.clock.set(friday)
})

test('what is overdue lies in the superior’s inbox until the step is over, and never comes to the applicant', async () => {
  app.clock.set(friday)
  const told = async () => {
    const rows = await app.owner
      .selectFrom('kernel.task as t')
      .innerJoin('kernel.person as p', 'p.id', 't.person_id')
      .select(['p.name', 't.subject_id'])
      .where('t.kind', '=', 'approvals.inbox.overdue')
      .where('t.closed_at', 'is', null)
      .where(sql<boolean>`t.params ->> 'request_id' = ${id}`)
      .execute()
    return rows.map(({ name }) => name).sort()
  }
  await app.owner
    .updateTable('kernel.approval_step')
    .set({ state: 'cancelled', closed_at: friday })
    .where('state', '=', 'open')
    .execute()
  const id = await start('gu.mingyuan', 'timed')
  expect(await mailsAt('2026-10-10T08:02:00Z')).toEqual(['overdue 钱立', 'superior 林岚'])
  expect(await told()).toEqual(['林岚'])
  await app.as('qian.li').call(approveRequest, { params: { id }, body: { round: 1, opinion: null } })
  expect(await told()).toEqual([])
  decided.length = 0
  app.clock.set(friday)
})

test('Steps marked money, audit or licence never pass or fail by time-out, and no other does; its page says which it is', async () => {
  const marks = ['money', 'audit', 'licence', 'ordinary'] as const
  const ids: string[] = []
  for (const matter of marks) {
    await flow(matter, [stepOf('finance', [idOf('qian.li')], { matter, due_working_hours: 1 })])
    ids.push(await start('li.wei', matter))
  }
  await mailsAt('2026-12-31T08:00:00Z')
  const pages = await Promise.all(ids.map((id) => app.as('li.wei').call(readRequest, { params: { id } })))
  expect(pages.map(({ state, steps }) => [state, steps[0]?.state, steps[0]?.matter])).toEqual(
    marks.map((matter) => ['running', 'open', matter]),
  )
  expect(decided).toEqual([])
  app.clock.set(friday)
})

test('a step that was parked has its whole time when it opens, and is reminded of from the beginning', async () => {
  const id = await start('li.wei', 'in_turn')
  expect(await mailsAt('2026-10-10T08:01:00Z')).toEqual(['overdue 钱立', 'superior 林岚', 'superior 顾明远'])
  const account = app.owner.updateTable('kernel.account').where('id', '=', app.person('sun.yi').account_id)
  await account.set({ disabled_at: app.clock.now }).execute()
  await app.as('qian.li').call(approveRequest, { params: { id }, body: { round: 1, opinion: null } })
  await account.set({ disabled_at: null }).execute()
  app.clock.set('2026-10-12T01:00:00Z')
  const parked = await app.as('shen.jing').call(readRequest, { params: { id } })
  expect(parked.steps[0]).toMatchObject({ state: 'parked', park_reason: 'nobody' })
  await app
    .as('shen.jing')
    .call(appointApprovers, { params: { id }, body: { round: 1, persons: [idOf('gu.mingyuan')] } })
  const [step] = (await app.as('li.wei').call(readRequest, { params: { id } })).steps
  expect(step).toMatchObject({
    ...{ state: 'open', opened_at: '2026-10-12T01:00:00Z', due_at: '2026-10-12T06:30:00Z' },
    working_minutes_left: 240,
  })
  expect(await mailsAt('2026-10-12T05:41:00Z')).toEqual([])
  expect(await mailsAt('2026-10-12T05:42:00Z')).toEqual(['soon 顾明远'])
  expect(await mailsAt('2026-10-12T06:30:00Z')).toEqual(['due 顾明远'])
  expect(await mailsAt('2026-10-12T08:29:00Z')).toEqual([])
  expect(await mailsAt('2026-10-12T08:30:00Z')).toEqual(['overdue 顾明远', 'superior 林岚'])
  app.clock.set(friday)
})

test('Disabling a user with 37 pending tasks forces a hand-over; afterwards no task points to a disabled user', async () => {
  const ids: string[] = []
  for (let n = 0; n < 36; n++) ids.push(await start('li.wei', 'operations', { title: `事项${n}` }))
  ids.push(await start('li.wei', 'both'))
  const disable = (to: CastUser | null) =>
    app.as('shen.jing').call(disableAccount, {
      params: { id: app.person('zhou.ting').account_id },
      body: { to_person_id: to && idOf(to), note: '离任' },
    })
  const pointing = async () => {
    const rows = await app.owner
      .selectFrom('kernel.task as t')
      .innerJoin('kernel.account as a', 'a.person_id', 't.person_id')
      .select('t.id')
      .where('t.closed_at', 'is', null)
      .where('a.disabled_at', 'is not', null)
      .execute()
    return rows.length
  }
  const bare = await refusalOf(disable(null))
  expect([bare.status, bare.code]).toEqual([422, 'administration.errors.tasks_open'])
  expect(bare.detail).toContain('37')
  // One of them can't go to somebody who is asked there already: then none goes, and the account stays open.
  expect((await refusalOf(disable('sun.yi'))).code).toBe('administration.errors.tasks_stay')
  expect((await refusalOf(disable('li.wei'))).code).toBe('administration.errors.tasks_stay')
  expect(await disable('he.chuan')).toEqual({ moved: 37 })
  expect(await pointing()).toBe(0)

  // What moved is decided by whoever took over, and by nobody else.
  const [first] = ids
  const answer = { params: { id: first! }, body: { round: 1, opinion: null } }
  expect((await refusalOf(app.as('qian.li').call(approveRequest, answer))).status).toBe(403)
  expect((await app.as('he.chuan').call(approveRequest, answer)).state).toBe('approved')
  // A request that begins afterwards asks nobody who is gone: it waits for the administrator.
  const id = await start('li.wei', 'operations')
  const { steps } = await app.as('li.wei').call(readRequest, { params: { id } })
  expect(steps[0]).toMatchObject({ state: 'parked', park_reason: 'nobody' })
  expect(await pointing()).toBe(0)
})
