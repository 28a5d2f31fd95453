import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { mattersOf, stepOf } from '../../../../test/support/matters.ts'
import { runSchedule } from '../../jobs/worker.ts'
import { listFlows } from '../flow/contract.ts'
import { approveRequest, listRequests, withdrawRequest } from '../request/contract.ts'
import { urgeRequest } from '../urge/contract.ts'
import { listStatistics, type Measured, type MeasuredBy } from './contract.ts'

// Monday 10:00 in Shanghai, two hours before the lunch break of an hour and a half.
const app = await startApp({ now: '2026-11-23T02:00:00Z' })
const { flow, start } = mattersOf(app)
const idOf = (user: CastUser) => app.person(user).id
await flow('long', [
  stepOf('finance', [idOf('qian.li'), idOf('sun.yi')], { mode: { kind: 'all' }, due_working_hours: 4 }),
  stepOf('management', [idOf('gu.mingyuan')]),
])
await flow('short', [stepOf('operations', [idOf('zhou.ting')])])
const at = (time: string) => app.clock.set(`2026-11-${time}:00Z`)
const approve = (user: CastUser, id: string) =>
  app.as(user).call(approveRequest, { params: { id }, body: { round: 1, opinion: null } })

// One by one: 10:00 to 14:00 with lunch is 2 h 30 min for Qian Li; Sun Yi and the step 5 h, past its due time.
const one = await start('li.wei', 'long', { title: '第一件' })
at('23T03:00')
await app.as('li.wei').call(urgeRequest, { params: { id: one }, body: {} })
at('23T06:00')
await approve('qian.li', one)
at('23T08:30')
await app.as('li.wei').call(urgeRequest, { params: { id: one }, body: {} })
await approve('sun.yi', one)
at('24T02:30')
await approve('gu.mingyuan', one)
const two = await start('li.wei', 'long', { title: '第二件' })
at('24T03:30')
await approve('qian.li', two)
await approve('sun.yi', two)
await approve('gu.mingyuan', two)
const three = await start('li.wei', 'short', { title: '第三件' })
at('25T03:30')
await approve('zhou.ting', three)
const gone = await start('li.wei', 'short', { title: '撤回的' })
await app.as('li.wei').call(withdrawRequest, { params: { id: gone } })
await start('li.wei', 'short', { title: '未完的' })

const flows = (await app.as('shen.jing').call(listFlows)).items
const flowOf = (key: string) => flows.find((one) => one.key === `test.${key}`)!.id
const rowsBy = async (
  by: MeasuredBy,
  more: { flow?: string; closed_from?: string; closed_to?: string } = {},
) => (await app.as('gu.mingyuan').call(listStatistics, { query: { by, ...more } })).items
const of = (rows: Measured[], name: string) =>
  rows.find(({ person, request, step, flow: f }) =>
    [person?.name, request?.title, step?.key, f?.title].includes(name),
  )!
const numbers = ({ requests, late, urged, urges, average, median, longest }: Measured) => [
  [requests, late, urged, urges],
  [average, median, longest],
]

test('counts enter the efficiency statistics: time per step, per person, per flow, in working minutes', async () => {
  const persons = await rowsBy('person')
  expect(numbers(of(persons, '钱立'))).toEqual([
    [2, 0, 1, 1],
    [105, 105, 150],
  ])
  expect(numbers(of(persons, '孙怡'))).toEqual([
    [2, 1, 1, 2],
    [180, 180, 300],
  ])
  const steps = await rowsBy('step')
  expect(numbers(of(steps, 'finance'))).toEqual([
    [2, 1, 1, 2],
    [180, 180, 300],
  ])
  expect(numbers(of(steps, 'management'))).toEqual([
    [2, 0, 0, 0],
    [60, 60, 120],
  ])
  expect(numbers(of(await rowsBy('flow'), 'long'))).toEqual([
    [2, 1, 1, 2],
    [240, 240, 420],
  ])
})

test('names the slowest requests first', async () => {
  const slowest = await rowsBy('request')
  expect(slowest.map(({ request, longest }) => [request!.title, longest])).toEqual([
    ['第一件', 420],
    ['第三件', 390],
    ['第二件', 60],
    ['撤回的', 0],
  ])
})

test('each number opens the list of what it was counted from', async () => {
  const ways: [MeasuredBy, object][] = [
    ['person', {}],
    ['step', {}],
    ['flow', {}],
    ['person', { flow: flowOf('long') }],
    ['step', { closed_from: '2026-11-24', closed_to: '2026-11-24' }],
    ['flow', { closed_from: '2026-11-25' }],
    ['person', { closed_to: '2026-11-23' }],
  ]
  let opened = 0
  for (const [by, narrowed] of ways) {
    const rows = await rowsBy(by, narrowed)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      const query = {
        ...narrowed,
        ...(row.flow ? { flow: row.flow.id } : {}),
        ...(row.step ? { step: row.step.key } : {}),
        ...(row.person ? { signer: row.person.id } : {}),
        ended: 'true',
      }
      const listed = async (only: object) =>
        (await app.as('gu.mingyuan').call(listRequests, { query: { ...query, ...only } as never })).total
      expect([await listed({}), await listed({ late: 'true' }), await listed({ urged: 'true' })]).toEqual([
        row.requests,
        row.late,
        row.urged,
      ])
      opened += 1
    }
  }
  expect(opened).toBeGreaterThan(12)
})

test('is cut to what the reader may see, and kept from who looks after nothing', async () => {
  const north = (await app.as('ma.jun').call(listStatistics, { query: { by: 'request' } })).items
  expect(north).toEqual([])
  expect((await refusalOf(app.as('wang.lei').call(listStatistics, { query: {} }))).status).toBe(403)
})

test('leaves as a sheet with the same numbers', async () => {
  const answer = await app.as('gu.mingyuan').fetch('/api/approvals/statistics/export?by=person&format=csv')
  const [head, ...rows] = parse(Buffer.from(await answer.arrayBuffer()), { bom: true }) as string[][]
  expect(head).toContain('平均用时（工作分钟）')
  expect(rows.find(([who]) => who === '钱立')).toEqual(['钱立', '2', '105', '105', '150', '0', '1', '1'])
})

test('measures by itself what ended before anything was measured', async () => {
  const before = await rowsBy('step')
  for (const table of ['approval_step', 'approval_signer'] as const)
    await app.owner.updateTable(`kernel.${table}`).set({ worked_minutes: null }).execute()
  expect(await rowsBy('step')).toEqual([])
  await runSchedule(app.kernel, 'approvals.measure')
  expect(await rowsBy('step')).toEqual(before)
})
