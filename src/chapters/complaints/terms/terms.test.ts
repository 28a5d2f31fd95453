import { describe, expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { refusalOf } from '../../../../test/support/client.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import { readTrail } from '../../../kernel/trail/contract.ts'
import { listComplaints, listOptions } from '../complaint/contract.ts'
import { createTerm, listTerms, retireTerm, reviseTerm, type TermSort } from './contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
const desk = app.as('zhou.ting')
const on = (day: string) => app.clock.set(`${day}T01:00:00.000Z`)

const words = (zh: string, tw: string, en: string) => ({ title: zh, title_tw: tw, title_en: en })
const bare = { standard: '', standard_tw: '', standard_en: '' }
const standards = (zh: string, tw: string, en: string) => ({
  ...{ standard: zh, standard_tw: tw, standard_en: en },
})

async function known(sort: TermSort, key: string) {
  const all = await desk.call(listTerms)
  return all[sort].find((one) => one.key === key)!
}
async function revise(sort: TermSort, key: string, change: object) {
  const { version, until_on: _until, from_on: _from, ...said } = (await known(sort, key)).versions[0]!
  const body = { version, ...said, from_on: '2026-03-10', ...change }
  return desk.call(reviseTerm, { params: { sort, key }, body })
}
async function retire(sort: TermSort, key: string, until_on: string) {
  const { version } = (await known(sort, key)).versions[0]!
  return desk.call(retireTerm, { params: { sort, key }, body: { version, until_on } })
}
const entered = async (given: object) => story.page((await story.entered(given)).id)
const offered = async (day: string) =>
  (await desk.call(listOptions, { query: { on: day } })).services.map(({ key }) => key)

describe('services, kinds and causes are data', () => {
  test('a complaint keeps what was valid on the day of its service, whatever is said later', async () => {
    on('2026-03-02')
    await revise('service', 'payroll', {
      ...words('薪酬与个税', '薪酬與個稅', 'Pay and tax'),
      ...standards('发薪日前两个工作日', '發薪日前兩個工作日', 'Two working days before'),
    })
    const before = await entered({ service_key: 'payroll', service_on: '2026-03-02' })
    expect(before).toMatchObject({ service: '薪税服务' })
    on('2026-03-15')
    const late = await entered({ service_key: 'payroll', service_on: '2026-03-09' })
    expect(late).toMatchObject({
      service: '薪税服务',
      service_standard: expect.stringContaining('一个工作日'),
    })
    const after = await entered({ service_key: 'payroll', service_on: '2026-03-10' })
    expect(after).toMatchObject({ service: '薪酬与个税', service_standard: '发薪日前两个工作日' })
    // Put right in something else, it stays what it was; on another day it is of that day.
    await story.edit(before.id, { subject: '薪资晚到' })
    expect((await story.page(before.id)).service).toBe('薪税服务')
    await story.edit(before.id, { service_on: '2026-03-12' })
    expect((await story.page(before.id)).service).toBe('薪酬与个税')
    const { items } = await desk.call(listComplaints, { query: { service: 'payroll' } })
    expect(items).toHaveLength(3)
  })

  test('what is retired is not chosen for services from that day on, and is taken up again', async () => {
    on('2026-04-01')
    await retire('service', 'dispatch', '2026-04-10')
    expect(await offered('2026-04-09')).toContain('dispatch')
    expect(await offered('2026-04-10')).not.toContain('dispatch')
    on('2026-04-20')
    expect(await known('service', 'dispatch')).toMatchObject({ standing: 'retired', can: ['revise'] })
    expect((await entered({ service_key: 'dispatch', service_on: '2026-04-09' })).service).toBe('劳务派遣')
    const refused = await refusalOf(story.entered({ service_key: 'dispatch', service_on: '2026-04-10' }))
    expect(refused).toMatchObject({ status: 400, fields: [{ path: 'service_key' }] })
    await revise('service', 'dispatch', { from_on: '2026-04-20' })
    expect(await offered('2026-04-19')).not.toContain('dispatch')
    expect(await offered('2026-04-20')).toContain('dispatch')
  })

  test('new ones are offered to customers in the three languages', async () => {
    on('2026-05-06')
    const kind = { key: 'premises', parent: null, from_on: '2026-05-01', ...bare }
    await desk.call(createTerm, {
      params: { sort: 'kind' },
      body: { ...kind, ...words('服务场所', '服務場所', 'Premises') },
    })
    const cause = { key: 'queue', parent: 'process', from_on: '2026-05-01', ...bare }
    const made = await desk.call(createTerm, {
      params: { sort: 'cause' },
      body: { ...cause, ...words('排队过长', '排隊過長', 'Long queue') },
    })
    expect(made.key).toBe('process.queue')
    for (const [language, word] of [
      ['zh-CN', '服务场所'],
      ['zh-TW', '服務場所'],
      ['en', 'Premises'],
    ]) {
      const answer = await fetch(`${app.url}/public/complaints/at/HD-SH?lang=${language}`)
      expect(await answer.text()).toContain(`<option value="premises">${word}</option>`)
    }
    const { id } = await entered({ kind: 'premises', service_on: '2026-05-02' })
    await story.edit(id, { cause_key: 'process.queue' })
    expect(await story.page(id)).toMatchObject({ kind_title: '服务场所', cause: '排队过长' })
    expect(await refusalOf(story.entered({ kind: 'premises', service_on: '2026-04-30' }))).toMatchObject({
      fields: [{ path: 'kind' }],
    })
  })

  test('one that has not begun is put right in its place; what held before goes on until then', async () => {
    on('2026-06-01')
    await revise('kind', 'privacy', { title: '信息保密', from_on: '2026-07-01' })
    await revise('kind', 'privacy', { title: '客户信息', from_on: '2026-08-01' })
    const { versions, standing } = await known('kind', 'privacy')
    expect(standing).toBe('in_force')
    expect(versions.map(({ title, from_on, until_on }) => [title, from_on, until_on])).toEqual([
      ['客户信息', '2026-08-01', null],
      ['信息泄露', '2000-01-01', '2026-08-01'],
    ])
  })

  test('each change is in headquarters’ trail', async () => {
    on('2026-06-02')
    await revise('service', 'archives', { title: '档案服务', from_on: '2026-06-03' })
    await retire('service', 'archives', '2026-06-10')
    const { org_id } = await desk.call(listTerms)
    const { trail_id } = await known('service', 'archives')
    const { items } = await desk.call(readTrail, {
      query: { org_id, subject_type: 'complaints.term', subject_id: trail_id },
    })
    expect(items.map(({ action }) => action)).toEqual(['complaints.term.retire', 'complaints.term.revise'])
    expect(items[1]!.diff).toMatchObject({ title: [expect.any(String), '档案服务'] })
  })
})

describe('what is refused', () => {
  const create = (sort: TermSort, given: object) =>
    refusalOf(
      desk.call(createTerm, {
        params: { sort },
        body: {
          ...{ key: 'fresh', parent: null, from_on: '2026-06-03', ...bare },
          ...{ ...words('新', '新', 'New'), ...given },
        },
      }),
    )

  test.each([
    ['a code there is already', 'kind', { key: 'delay' }, 'key'],
    ['a code of other letters', 'kind', { key: 'Ärger' }, 'key'],
    ['a service without its standard', 'service', {}, 'standard'],
    ['a kind with a standard', 'kind', standards('好', '好', 'Good'), 'standard'],
    ['a kind in a group', 'kind', { parent: 'people' }, 'parent'],
    ['a cause within a cause', 'cause', { parent: 'people.skill' }, 'parent'],
  ] as const)('%s', async (_what, sort, given, path) => {
    on('2026-06-03')
    expect(await create(sort, given)).toMatchObject({ status: 400, fields: [{ path }] })
  })

  test('a change of the past, a group in use, and the kind of what is unsorted', async () => {
    on('2026-06-03')
    expect(await refusalOf(revise('kind', 'charge', { from_on: '2026-06-02' }))).toMatchObject({
      fields: [{ path: 'from_on' }],
    })
    expect(await refusalOf(retire('cause', 'people', '2026-06-03'))).toMatchObject({ status: 422 })
    expect(await refusalOf(retire('kind', 'other', '2026-06-03'))).toMatchObject({ status: 422 })
    expect((await known('kind', 'other')).can).toEqual(['revise'])
  })

  test('whoever saw another version, and whoever may not', async () => {
    on('2026-06-03')
    const { versions } = await known('kind', 'charge')
    const { version: _version, from_on: _from, until_on: _until, ...said } = versions[0]!
    const body = { version: 7, ...said, from_on: '2026-06-03' }
    const params = { sort: 'kind' as const, key: 'charge' }
    expect(await refusalOf(desk.call(reviseTerm, { params, body }))).toMatchObject({ status: 409 })
    expect(await refusalOf(app.as('wang.lei').call(reviseTerm, { params, body }))).toMatchObject({
      status: 403,
    })
    const unknown = { params: { ...params, key: 'nothing' }, body }
    expect(await refusalOf(desk.call(reviseTerm, unknown))).toMatchObject({ status: 404 })
  })
})
