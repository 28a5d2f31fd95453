import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { beforeAll, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import * as contract from '../complaint/contract.ts'
import { type Analysis, readAnalysis } from './contract.ts'
import { foldCounts } from './tally/fold.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)

async function told() {
  app.clock.set('2026-03-02T01:00:00.000Z')
  const first = await story.resolved()
  await story.edit(first, { cause_key: 'people.manner' })
  const again = await story.resolved({ channel: 'counter' })
  app.clock.advance(60_000)
  await story.say(again, contract.reopenComplaint, 'zhou.ting')
  app.clock.set('2026-04-02T01:00:00.000Z')
  const repeated = await story.investigated({ service_on: '2026-04-01' })
  await story.edit(repeated, { cause_key: 'people.manner' })
  await story.edit(await story.assigned({ service_key: 'payroll' }), { cause_key: 'system.data' })
  const duplicate = await story.entered()
  await app.as('zhou.ting').call(contract.mergeComplaint, {
    params: { id: duplicate.id },
    body: { version: (await story.page(duplicate.id)).version, into_id: repeated },
  })
  app.clock.set('2026-04-03T01:00:00.000Z')
}

beforeAll(told)

test('by organisation, service, cause, channel and time; Pareto, first-time-right, repeat rate: each number opens its list', async () => {
  const analysis = await app.as('zhou.ting').call(readAnalysis, { query: {} })
  expect(analysis).toMatchObject({
    ...{ total: 4, first_time_right: { met: 1, total: 1 }, repeated: { met: 1, total: 3 } },
    causes: [
      { key: 'people.manner', title: '服务态度不当', count: 2, share: 2 / 3 },
      { key: 'system.data', count: 1, share: 1 },
      { key: '', title: '未说明', count: 1, share: null },
    ],
    services: [
      { key: 'social_insurance', count: 3 },
      { key: 'payroll', count: 1 },
    ],
  })
  expect(analysis.organisations.map(({ title, count }) => [title, count])).toEqual(
    expect.arrayContaining([
      ['衡远服务集团', 4],
      ['华东区', 4],
      ['上海分公司', 4],
    ]),
  )
  expect(analysis.months).toHaveLength(12)
  expect(analysis.months.slice(-2)).toMatchObject([
    { key: '2026-03', count: 2 },
    { key: '2026-04', count: 2 },
  ])
  await followAll(analysis)
})

/** Opens the list of every number there is; a rate is two numbers. */
async function followAll(analysis: Analysis) {
  const numbers = [
    analysis,
    ...[analysis.first_time_right, analysis.repeated].flatMap(({ met, total, list, total_list }) => [
      { total: met, list },
      { total, list: total_list },
    ]),
    ...[analysis.organisations, analysis.services, analysis.causes, analysis.channels, analysis.months]
      .flat()
      .map(({ count, list }) => ({ total: count, list })),
  ]
  for (const { total, list } of numbers) {
    const answer = await app
      .as('zhou.ting')
      .fetch(`/api${list.replace('/complaints', '/complaints/complaints')}`)
    expect(((await answer.json()) as { total: number }).total, list).toBe(total)
  }
}

test('within the reader’s reach alone, and no longer than three years', async () => {
  const other = await app.as('zheng.kai').call(readAnalysis, { query: {} })
  expect(other).toMatchObject({ total: 0, organisations: [] })
  const answer = await app.as('zhou.ting').fetch('/api/complaints/analysis?received_from=2020-01-01')
  expect(answer.status).toBe(400)
})

/** The lines of the sheet, head first, as a program reads them. */
async function sheetFor(user: CastUser, query: string): Promise<string[][]> {
  const answer = await app.as(user).fetch(`/api/complaints/analysis/export?format=csv&${query}`)
  return parse(Buffer.from(await answer.arrayBuffer()), { bom: true }) as string[][]
}

const percent = (share: number) => String(Math.round(share * 1000) / 10)

/** What the page shows, as the lines of a sheet would say it. */
const shown = (analysis: Analysis, where: string) => {
  const line = (by: string, item: string, count: number, of: number | '' = '', share = '') =>
    [analysis.from, analysis.to, where, by, item, count, of, share].map(String)
  const rate = (by: string, { met, total }: Analysis['repeated']) =>
    line(by, '', met, total, total ? percent(met / total) : '')
  const bars = (by: string, all: { title: string; count: number }[]) =>
    all.map(({ title, count }) => line(by, title, count))
  return [
    line('投诉总数', '', analysis.total),
    rate('一次解决率', analysis.first_time_right),
    rate('90 天内同因重复率', analysis.repeated),
    ...bars('按月趋势', analysis.months),
    ...analysis.causes.map(({ title, count, share }) =>
      line('按原因（帕累托）', title, count, '', share === null ? '' : percent(share)),
    ),
    ...bars('按机构（含下级）', analysis.organisations),
    ...bars('按服务', analysis.services),
    ...bars('按渠道', analysis.channels),
  ]
}

test('the sheet says the numbers of the page, of the same period and organisation, and no others', async () => {
  const read = (query: { received_from?: string; under?: string }) =>
    app.as('zhou.ting').call(readAnalysis, { query })
  const [head, ...all] = await sheetFor('zhou.ting', '')
  expect(head).toHaveLength(8)
  expect(all).toEqual(shown(await read({}), '可查看的全部机构'))
  expect(all).toContainEqual(expect.arrayContaining(['服务态度不当', '2', '66.7']))

  const filters = { received_from: '2026-04-01', under: app.org('上海分公司').id }
  const [, ...some] = await sheetFor('zhou.ting', String(new URLSearchParams(filters)))
  expect(some).toEqual(shown(await read(filters), '上海分公司'))
  expect(some[0]!.slice(0, 6)).toEqual(['2026-04-01', '2026-04-03', '上海分公司', '投诉总数', '', '2'])

  const answer = await app.as('zhou.ting').fetch('/api/complaints/analysis/export?format=xlsx')
  const book = await readSheet(Buffer.from(await answer.arrayBuffer()))
  const cell = (value: unknown) =>
    value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? '')
  expect(book.slice(1).map((row) => row.map(cell))).toEqual(all)
})

test('the sheet stays within the reader’s reach, and names no organisation beyond it', async () => {
  const [, ...lines] = await sheetFor('zheng.kai', `under=${app.org('上海分公司').id}`)
  expect(lines[0]![5]).toBe('0')
  expect(lines.flat()).not.toContain('上海分公司')
  expect(lines.every(([, , where]) => where === '')).toBe(true)
  const refused = await app.as('zhou.ting').fetch('/api/complaints/analysis/export?received_from=2020-01-01')
  expect(refused.status).toBe(400)
})

test('of a rate both numbers open exactly their complaints: what met it, and what it is a share of', async () => {
  const late = await story.resolved({ subject: '又一次迟发工资条' })
  app.clock.advance(60_000)
  await story.say(late, contract.reopenComplaint, 'zhou.ting')
  await story.step(late, contract.investigate)
  await story.say(late, contract.propose)
  await story.say(late, contract.acceptAnswer)
  await story.resolved({ subject: '没有定原因' })
  const unfounded = await story.resolved({ subject: '不成立的一件' })
  await app.owner
    .updateTable('complaints.complaint')
    .set({ state: 'unfounded' })
    .where('id', '=', unfounded)
    .execute()
  const whole = await app.as('zhou.ting').call(readAnalysis, { query: {} })
  expect(whole.first_time_right).toMatchObject({ met: 2, total: 3 })
  expect(whole.repeated).toMatchObject({ met: 1, total: 3 })
  await followAll(whole)
  const query = { under: app.org('上海分公司').id, received_from: '2026-04-01' }
  const part = await app.as('zhou.ting').call(readAnalysis, { query })
  expect(part.first_time_right).toMatchObject({ met: 1, total: 2 })
  await followAll(part)
})

test('what the customer objected to is not right the first time: in the number, in its list and in what was added up', async () => {
  await foldCounts(app.kernel)
  // The whole network from what was added up, everything below headquarters by counting each.
  const read = (query = {}) => app.as('zhou.ting').call(readAnalysis, { query })
  const below = { under: app.org('衡远服务集团').id }
  const { met, total } = (await read()).first_time_right
  const refused = await story.investigated({ subject: '答复说不清楚' })
  await story.say(refused, contract.propose)
  await story.say(refused, contract.objectAnswer)
  await story.say(refused, contract.propose)
  await story.say(refused, contract.acceptAnswer)
  const now = { met, total: total + 1 }
  const analysis = await read(below)
  expect(analysis.first_time_right).toMatchObject(now)
  await followAll(analysis)
  expect((await read()).first_time_right).toMatchObject(now)
  await foldCounts(app.kernel)
  expect((await read()).first_time_right).toMatchObject(now)
})

test('services, causes and channels each add up to the total: those that state none are a row of their own', async () => {
  await story.entered({ subject: '没说是哪项服务', service_key: null })
  for (const query of [{}, { under: app.org('上海分公司').id }]) {
    const analysis = await app.as('zhou.ting').call(readAnalysis, { query })
    for (const bars of [analysis.services, analysis.causes, analysis.channels])
      expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(analysis.total)
    expect(analysis.services.at(-1)).toMatchObject({ key: '', title: '未说明', count: 1 })
    await followAll(analysis)
  }
})

test('however many services and causes came up, each is named, opens its list, and all add up', async () => {
  const many = 32
  const term = { position: 900, version: 1, from_on: '2020-01-01' }
  for (let n = 1; n <= many; n++) {
    const rare = `rare_${'x'.repeat(n)}`
    const [service_key, cause_key] = [rare, `people.${rare}`]
    const titled = (title: string) => ({
      title: `${title}${n}`,
      title_tw: `${title}${n}`,
      title_en: `Rare ${n}`,
    })
    const standard = { standard: '无', standard_tw: '無', standard_en: 'None' }
    await app.owner
      .insertInto('complaints.service')
      .values({ ...term, ...titled('罕见服务'), ...standard, key: service_key })
      .execute()
    await app.owner
      .insertInto('complaints.cause')
      .values({ ...term, ...titled('罕见原因'), key: cause_key, parent: 'people' })
      .execute()
    await story.edit(await story.assigned({ service_key }), { cause_key })
  }
  for (const query of [{}, { under: app.org('上海分公司').id }]) {
    const analysis = await app.as('zhou.ting').call(readAnalysis, { query })
    for (const bars of [analysis.services, analysis.causes]) {
      expect(bars.filter(({ title }) => title.startsWith('罕见'))).toHaveLength(many)
      expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(analysis.total)
      expect(bars.at(-1)!.key).toBe('')
    }
    await followAll(analysis)
  }
})
