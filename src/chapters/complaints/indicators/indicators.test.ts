import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import { computeIndicators } from '../../../kernel/indicators/compute.ts'
import * as indicators from '../../../kernel/indicators/contract.ts'
import { noteChanged } from '../../../kernel/indicators/recount/note.ts'
import { readTrail } from '../../../kernel/trail/contract.ts'
import * as contract from '../complaint/contract.ts'
import { getComplaint } from '../complaint/life/row.ts'
import { rateHandling } from '../door/rate.ts'
import { measureKeys, servicesReported } from './measures.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
const zhou = app.as('zhou.ting')
const on = (day: string) => app.clock.set(`${day}T02:00:00.000Z`)

const idOf = async (key: string) =>
  (await zhou.call(indicators.listIndicators, {})).items.find((one) => one.key === key)!.id
async function valuesOf(key: string, more = {}) {
  const query = { indicator_id: await idOf(key), ...more }
  return (await zhou.call(indicators.listValues, { query })).items
}
const shown = ({ period, value, numerator, denominator }: indicators.IndicatorValue) =>
  `${period}: ${numerator}/${denominator} = ${value}`
const rate = async (id: string, stars: number) =>
  sql`insert into complaints.rating (org_id, complaint_id, stars, rated_at)
    select org_id, id, ${stars}, ${app.kernel.clock()} from complaints.complaint where id = ${id}`.execute(
    app.owner,
  )

/** March in Shanghai: three acknowledged, one of them late; one never; one more without ground, one merged. April: one. */
async function march() {
  on('2026-03-03')
  const good = await story.resolved({ service_on: '2026-03-02' })
  const fair = await story.resolved({ service_on: '2026-03-02', subject: '工资条有误' })
  const late = await story.assigned({ service_on: '2026-03-02', subject: '退休手续拖延' })
  const duplicate = await story.entered({ service_on: '2026-03-02' })
  await zhou.call(contract.mergeComplaint, {
    params: { id: duplicate.id },
    body: { version: (await story.page(duplicate.id)).version, into_id: good },
  })
  await story.assigned({ service_on: '2026-03-02', subject: '一直没有人回复' })
  on('2026-03-10')
  await story.say(late, contract.acknowledge)
  await rate(good, 5)
  await rate(fair, 3)
  on('2026-04-02')
  await story.say(late, contract.tellCustomer)
  await story.assigned({ service_on: '2026-04-01', subject: '四月的投诉' })
}

test('complaints per 1,000 services, acknowledged and resolved on time and satisfaction equal their source and open the rows', async () => {
  await march()
  await zhou.call(indicators.bringInValues, {
    params: { id: await idOf(servicesReported) },
    body: { text: 'HD-SH,2026-03,1600\nHN-GZ,2026-03,900' },
  })
  await computeIndicators(app.kernel)
  expect((await valuesOf(measureKeys.perThousand)).map(shown).sort()).toEqual([
    '2026-03: 0/900 = 0',
    '2026-03: 4/1600 = 2.5',
  ])
  // Two at once, one late, one never: its time ran out in March, though nobody has answered in April either.
  expect((await valuesOf(measureKeys.acknowledged)).map(shown)).toEqual(['2026-03: 2/4 = 50'])
  // Resolved in March; the time of the two others runs out later or is counted when it does.
  const [resolved] = await valuesOf(measureKeys.resolved)
  expect(resolved).toMatchObject({ period: '2026-03', numerator: 2 })
  expect((await valuesOf(measureKeys.satisfied)).map(shown)).toEqual(['2026-03: 1/2 = 50'])
  const counts = [
    ...(await valuesOf(measureKeys.perThousand)).map((one) => [one, one.numerator] as const),
    ...[
      ...(await valuesOf(measureKeys.acknowledged)),
      resolved!,
      ...(await valuesOf(measureKeys.satisfied)),
    ].map((one) => [one, one.denominator] as const),
  ]
  for (const [{ records }, count] of counts) {
    const answer = await zhou.fetch(`/api${records!.replace('/complaints', '/complaints/complaints')}`)
    expect(((await answer.json()) as { total: number }).total, records!).toBe(count)
  }
})

test('a corrected number of services counts the month anew, with the reason; the old value stays', async () => {
  const shanghai = app.org('上海分公司').id
  const [reported] = await valuesOf(servicesReported, { organisation_id: shanghai })
  await zhou.call(indicators.correctValue, {
    params: { id: reported!.id },
    body: { value: 2000, reason: '漏报培训服务。' },
  })
  const anew = await valuesOf(measureKeys.perThousand, { organisation_id: shanghai, superseded: 'true' })
  expect(anew.map(({ value, revision, reason }) => [value, revision, reason])).toEqual([
    [2, 2, '漏报培训服务。'],
    [2.5, 1, null],
  ])
})

/** How many rows wait to be counted anew. */
const waiting = async () =>
  (await app.owner.selectFrom('kernel.indicator_recount').select('id').execute()).length

test('what was late in one month is not counted again in the next, and a month counted is not counted twice', async () => {
  on('2026-05-04')
  await computeIndicators(app.kernel)
  expect((await valuesOf(measureKeys.acknowledged)).map(shown).sort()).toEqual([
    '2026-03: 2/4 = 50',
    '2026-04: 0/1 = 0',
  ])
  expect(await computeIndicators(app.kernel)).toBe(0)
})

test('what changes later counts its month anew: both numbers stay, with a reason, and warnings are judged again', async () => {
  const shanghai = app.org('上海分公司').id
  on('2026-05-20')
  const numberOf = async (subject: string) => {
    const { rows } = await sql<{ id: string }>`
      select id from complaints.complaint where subject = ${subject} and state <> 'merged' order by received_at limit 1`.execute(
      app.owner,
    )
    return rows[0]!.id
  }
  const never = await numberOf('一直没有人回复')
  const into = await numberOf('退休手续拖延')
  await zhou.call(contract.mergeComplaint, {
    params: { id: never },
    body: { version: (await story.page(never)).version, into_id: into },
  })
  const fair = await numberOf('工资条有误')
  await story.say(fair, contract.reopenComplaint, 'zhou.ting', '客户说没有补发')
  expect(await waiting()).toBeGreaterThan(0)
  expect(await computeIndicators(app.kernel)).toBeGreaterThan(0)
  const anew = async (key: string) =>
    (await valuesOf(key, { organisation_id: shanghai, superseded: 'true', period: '2026-03' })).map(
      ({ numerator, denominator, revision, reason, superseded_at, entered_by }) => [
        `${numerator}/${denominator}`,
        revision,
        reason,
        superseded_at === null,
        entered_by,
      ],
    )
  const why = expect.stringContaining('重新计算')
  expect((await anew(measureKeys.perThousand))[0]).toEqual(['3/2000', 3, why, true, null])
  expect(await anew(measureKeys.acknowledged)).toEqual([
    ['2/3', 2, why, true, null],
    ['2/4', 1, null, false, null],
  ])
  // Reopened: when it is resolved isn't decided any more.
  expect(await anew(measureKeys.resolved)).toEqual([
    ['1/2', 2, why, true, null],
    ['2/4', 1, null, false, null],
  ])
  const { items } = await zhou.call(readTrail, {
    query: { action: 'indicators.value.compute', org_id: shanghai },
  })
  expect(items.map(({ diff }) => diff)).toContainEqual({
    ...{ period: [null, '2026-03'], value: [50, 66.67], reason: [null, 'records_changed'] },
  })
  expect([await waiting(), await computeIndicators(app.kernel)]).toEqual([0, 0])
})

test('where nothing is left to count the number goes, and comes back with the next; twelve months back and no further', async () => {
  const guangzhou = app.org('广州分公司').id
  const rated = async () =>
    (await valuesOf(measureKeys.satisfied, { organisation_id: guangzhou, superseded: 'true' })).map(
      ({ value, revision, superseded_at }) => [value, revision, superseded_at === null],
    )
  on('2026-05-21')
  const { id } = await story.entered({ by: 'zheng.kai', org_id: guangzhou })
  await rate(id, 5)
  on('2026-06-02')
  await computeIndicators(app.kernel)
  expect(await rated()).toEqual([[100, 1, true]])
  const again = (stars: number) =>
    app.system(async (ctx) => rateHandling(ctx, await getComplaint(ctx, id), stars))
  await again(4)
  await computeIndicators(app.kernel)
  expect(await rated()).toEqual([[100, 1, false]])
  await sql`update complaints.rating set rated_at = '2026-05-22T02:00:00Z' where complaint_id = ${id}`.execute(
    app.owner,
  )
  await again(1)
  await sql`update complaints.rating set rated_at = '2026-05-22T02:00:00Z' where complaint_id = ${id}`.execute(
    app.owner,
  )
  await computeIndicators(app.kernel)
  expect(await rated()).toEqual([
    [0, 2, true],
    [100, 1, false],
  ])
  const warned = await zhou.call(indicators.listWarnings, {
    query: { organisation_id: guangzhou, indicator_id: await idOf(measureKeys.satisfied) },
  })
  expect(warned.items.map(({ level, period }) => `${level} ${period}`)).toEqual(['red 2026-05'])
  on('2027-06-02')
  await again(5)
  await computeIndicators(app.kernel)
  expect([await waiting(), (await rated())[0]]).toEqual([0, [0, 2, true]])
})

test('whoever corrects waits for no round that counts the same: it counts once more when it is done, however old it is', async () => {
  // More than twelve periods later.
  on('2027-06-02')
  const [shanghai, guangzhou] = [app.org('上海分公司').id, app.org('广州分公司').id]
  await app.system((ctx) =>
    noteChanged(ctx, [{ measure: measureKeys.perThousand, org_id: guangzhou, at: '2026-03-02' }]),
  )
  const [reported] = await valuesOf(servicesReported, { organisation_id: shanghai })
  const correct = (id: string, value: number) =>
    zhou.call(indicators.correctValue, { params: { id }, body: { value, reason: '再次核对。' } })
  const round = await app.owner.transaction().execute(async (tx) => {
    // A round can't end while somebody holds what it counted.
    await sql`select from kernel.indicator_recount for update`.execute(tx)
    const begun = computeIndicators(app.kernel)
    await vi.waitFor(async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
        tx,
      )
      expect(rows[0]!.n).toBe(1)
    }, 30_000)
    const late = sleep(30_000, undefined, { ref: false }).then(() =>
      Promise.reject(new Error('it waits for the round')),
    )
    await Promise.race([correct(reported!.id, 1000), late])
    return { begun }
  })
  expect(await round.begun).toBe(1)
  const values = async () =>
    (await valuesOf(measureKeys.perThousand, { organisation_id: shanghai })).map(shown)
  expect(await values()).toContain('2026-03: 3/1000 = 3')
  const reasons = sql<{ reason: string }>`
    select reason from kernel.indicator_value where org_id = ${shanghai} and period = '2026-03' and superseded_at is null
      and indicator_id = ${await idOf(measureKeys.perThousand)}`
  expect((await reasons.execute(app.owner)).rows).toEqual([{ reason: '再次核对。' }])
})
