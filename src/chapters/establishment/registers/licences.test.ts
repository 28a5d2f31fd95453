import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { createRole } from '../../../kernel/administration/role/contract.ts'
import { downloadFile } from '../../../kernel/files/contract.ts'
import { licences } from './licences.ts'

const { endpoints } = licences
const app = await startApp()
const org_id = app.org('上海分公司').id
const head = app.as('li.wei')
const pdf = Buffer.from('%PDF-1.7\n%%EOF\n')

const licence = (more: Record<string, unknown> = {}) => ({
  org_id,
  kind: 'business',
  number: '91310000MA1K35X',
  issued_by: '上海市市场监督管理局',
  issued_on: '2024-01-08',
  expires_on: '2026-12-20',
  ...more,
})

const enter = (more: Record<string, unknown> = {}) => head.call(endpoints.create, { body: licence(more) })
const trailOf = (id: string) =>
  app.owner
    .selectFrom('kernel.trail_entry')
    .select(['action', 'subject_title', 'diff'])
    .where('subject_id', '=', id)
    .orderBy('seq')
    .execute()

test('a head enters a licence, changes it, and the trail says what was changed', async () => {
  const entered = await enter()
  expect(entered).toMatchObject({ ...licence(), note: null, version: 1, days_left: { expires_on: 27 } })
  const { id } = entered
  const body = { ...licence({ note: '  副本在前台 ' }), version: 1 }
  const changed = await head.call(endpoints.update, { params: { id }, body })
  expect(changed).toMatchObject({ id, version: 2, note: '副本在前台', can: ['update', 'remove'] })
  expect(await trailOf(id)).toMatchObject([
    { action: 'establishment.licence.create', subject_title: '91310000MA1K35X' },
    { action: 'establishment.licence.update', diff: { note: [null, '副本在前台'] } },
  ])
})

test('saving without a change changes nothing', async () => {
  const { id } = await enter({ number: 'SAME' })
  const body = { ...licence({ number: 'SAME' }), version: 1 }
  expect(await head.call(endpoints.update, { params: { id }, body })).toMatchObject({ version: 1 })
  expect(await trailOf(id)).toHaveLength(1)
})

test('who saves over a version that is no longer the latest is told', async () => {
  const { id } = await enter({ number: 'STALE' })
  const save = (note: string) =>
    head.call(endpoints.update, {
      params: { id },
      body: { ...licence({ number: 'STALE', note }), version: 1 },
    })
  await save('one')
  expect((await refusalOf(save('other'))).status).toBe(409)
})

test('a licence is removed whole, and the trail keeps what it said', async () => {
  const { id } = await enter({ number: 'GONE' })
  await head.call(endpoints.remove, { params: { id }, query: { version: 1 } })
  expect((await refusalOf(head.call(endpoints.read, { params: { id } }))).status).toBe(404)
  expect((await trailOf(id)).at(-1)).toMatchObject({ diff: { number: ['GONE', null] } })
})

test('the same licence is not entered twice, and days stand in order', async () => {
  await enter({ number: 'TWICE' })
  expect(await refusalOf(enter({ number: 'TWICE' }))).toMatchObject({
    code: 'register.errors.entered_already',
  })
  const refusal = await refusalOf(enter({ number: 'ORDER', expires_on: '2023-01-01' }))
  expect(refusal.fields).toEqual([{ path: 'expires_on', message: expect.stringContaining('不能早于') }])
  expect((await refusalOf(enter({ kind: 'passport' }))).fields).toMatchObject([{ path: 'kind' }])
})

test('a scan is uploaded first, named by the licence, and replaced by the next', async () => {
  const upload = (name: string) =>
    head.upload(endpoints.attach, { body: { org_id }, file: { name, bytes: pdf } })
  const [first, second] = [await upload('营业执照.pdf'), await upload('营业执照 2026.pdf')]
  const { id } = await enter({ number: 'SCAN', file_id: first.id })
  const body = { ...licence({ number: 'SCAN', file_id: second.id }), version: 1 }
  const changed = await head.call(endpoints.update, { params: { id }, body })
  expect(changed.files.file_id).toMatchObject({ name: '营业执照 2026.pdf' })
  expect(await head.download(downloadFile, { params: { id: second.id } })).toEqual(pdf)
  expect((await trailOf(id)).at(-1)).toMatchObject({
    diff: { file_id: ['营业执照.pdf', '营业执照 2026.pdf'] },
  })
  const gone = head.download(downloadFile, { params: { id: first.id } })
  expect((await refusalOf(gone)).status).toBe(404)
  const taken = await refusalOf(enter({ number: 'SCAN 2', file_id: second.id }))
  expect(taken.fields).toMatchObject([{ path: 'file_id' }])
})

test('what runs out first stands first, and what runs out soon is found', async () => {
  await enter({ number: 'PAST', expires_on: '2026-11-22' })
  await enter({ number: 'SOON', expires_on: '2026-12-01' })
  await enter({ number: 'NEVER', expires_on: null })
  const within = async (days: number) => {
    const query = { expires_on_within: days, kind: 'business', sort: 'expires_on' }
    return (await head.call(endpoints.list, { query })).items.map((row) => row.number)
  }
  expect(await within(-1)).toEqual(['PAST'])
  expect(await within(10)).toEqual(['PAST', 'SOON'])
  const numbers: unknown[] = []
  let after: string | undefined
  do {
    const page = await head.call(endpoints.list, { query: { limit: 3, after } })
    numbers.push(...page.items.map((row) => row.number))
    after = page.next ?? undefined
  } while (after)
  expect(numbers.slice(0, 2)).toEqual(['PAST', 'SOON'])
  expect(numbers.at(-1)).toBe('NEVER')
  expect(new Set(numbers).size).toBe(numbers.length)
  const found = await head.call(endpoints.list, { query: { q: 'soon', sort: '-issued_on' } })
  expect(found.items).toMatchObject([{ number: 'SOON' }])
})

test('each sees the licences of the own reach, and only those who keep them may change them', async () => {
  const { id } = await enter({ number: 'REACH' })
  const under = async (user: Parameters<typeof app.as>[0], unit: Parameters<typeof app.org>[0]) =>
    (await app.as(user).call(endpoints.list, { query: { under: app.org(unit).id, q: 'REACH' } })).items.length
  expect(await under('chen.hao', '华东区')).toBe(1)
  expect(await under('zhou.ting', '华南区')).toBe(0)
  expect(await under('zheng.kai', '上海分公司')).toBe(0)
  expect((await refusalOf(app.as('zheng.kai').call(endpoints.read, { params: { id } }))).status).toBe(404)
  expect(await app.as('fang.yi').call(endpoints.read, { params: { id } })).toMatchObject({ can: [] })
  const body = { ...licence({ number: 'REACH' }), version: 1 }
  const byStaff = app.as('wang.lei').call(endpoints.update, { params: { id }, body })
  expect((await refusalOf(byStaff)).status).toBe(403)
  const byOther = app.as('zheng.kai').call(endpoints.update, { params: { id }, body })
  expect((await refusalOf(byOther)).status).toBe(404)
  expect((await refusalOf(app.as('zheng.kai').call(endpoints.create, { body: licence() }))).status).toBe(404)
})

test('the list leaves as a sheet in the reader’s language, and no cell becomes a formula', async () => {
  await enter({ number: '=1+1', kind: 'lease' })
  const query = { kind: 'lease', q: '1+1' }
  const csv = await head.download(endpoints.export, { query: { ...query, format: 'csv' } })
  expect(csv.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  expect(csv.toString()).toContain('服务机构,类型,证照编号')
  expect(csv.toString()).toContain("上海分公司,租赁合同,'=1+1")
  const english = app.as('li.wei', 'en')
  const sheet = await readSheet(await english.download(endpoints.export, { query }))
  expect(sheet[0]?.slice(0, 3)).toEqual(['Organisation', 'Kind', 'Number'])
  expect(sheet[1]?.slice(0, 3)).toEqual(['Shanghai Branch', 'Lease', '=1+1'])
})

test('a sheet made after midnight bears the day it is at the company', async () => {
  const before = app.clock.now
  app.clock.set('2026-11-23T16:30:00.000Z')
  const answer = await fetch(`${app.url}/api/establishment/licences/export?format=csv`, {
    headers: { cookie: app.cookieOf('li.wei') },
  })
  app.clock.now = before
  expect(decodeURIComponent(answer.headers.get('content-disposition')!)).toContain('2026-11-24.csv')
})

test('who may not read the register gets none of its scans, named by a licence or not', async () => {
  const upload = (name: string) =>
    head.upload(endpoints.attach, { body: { org_id }, file: { name, bytes: pdf } })
  const [bound, free] = [await upload('消防验收.pdf'), await upload('草稿.pdf')]
  await enter({ number: 'SCAN 3', file_id: bound.id })
  const { key } = await app.as('shen.jing').call(createRole, {
    body: { title: '收发', title_en: 'Post room', permissions: ['files.file.read'] },
  })
  await app.owner
    .updateTable('kernel.role_assignment')
    .set({ role_key: key })
    .where('person_id', '=', app.person('wang.lei').id)
    .execute()
  for (const { id } of [bound, free]) {
    const asked = app.as('wang.lei').download(downloadFile, { params: { id } })
    expect((await refusalOf(asked)).status).toBe(404)
  }
})
