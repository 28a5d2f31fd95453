import { parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { storyOf } from '../../../../test/support/establishment-story.ts'
import { readRequest } from '../../../kernel/approvals/request/contract.ts'
import { downloadIssuedDocument, listIssuedDocuments } from '../../../kernel/documents/contract.ts'
import { downloadFile as downloadAnyFile } from '../../../kernel/files/contract.ts'
import { exportApplications, listApplications, readApplication, withdrawApplication } from './contract.ts'
import { attachDocument, downloadFile } from './papers/contract.ts'
import { createApplication, editApplication } from './plan/contract.ts'
import { recommend } from './review/contract.ts'

const app = await startApp()
const story = storyOf(app)
const name = '浦东企业服务部'
let id: string
let document: string

beforeAll(async () => {
  const issued = await story.issued({ plan: { name } })
  id = issued.id
  document = issued.document.id
  await story.draft({ by: 'zheng.kai', plan: { name: '天河企业服务部' } })
}, 60_000)

test('another branch gets the same 404 in API, file download, document, approval and search, and an empty list', async () => {
  const { documents, approval } = await story.page(id)
  const file = documents.find((one) => one.files.length > 0)!.files[0]!.file
  const zheng = app.as('zheng.kai')
  const nothing = await refusalOf(zheng.call(readApplication, { params: { id: crypto.randomUUID() } }))
  const guesses = [
    zheng.call(readApplication, { params: { id } }),
    zheng.call(editApplication, { params: { id }, body: { version: 1 } }),
    zheng.download(downloadFile, { params: { id, file_id: file.id } }),
    zheng.download(downloadAnyFile, { params: { id: file.id } }),
    zheng.download(downloadIssuedDocument, { params: { id: document } }),
    zheng.call(readRequest, { params: { id: approval!.request_id } }),
    zheng.upload(attachDocument, {
      params: { id },
      body: { document_type: 'rules' },
      file: { name: 'a.pdf', bytes: Buffer.from('%PDF-1.4 ') },
    }),
  ]
  for (const { status, code, detail } of await Promise.all(guesses.map(refusalOf)))
    expect({ status, code, detail }).toEqual({ status: 404, code: nothing.code, detail: nothing.detail })
  const found = (await (await zheng.fetch(`/api/search?text=${encodeURIComponent(name)}`)).json()) as object
  expect(JSON.stringify(found)).not.toContain(id)
  const seen = (await (
    await app.as('li.wei').fetch(`/api/search?text=${encodeURIComponent(name)}`)
  ).json()) as object
  expect(JSON.stringify(seen)).toContain(id)
  const list = await zheng.call(listApplications, { query: { region: app.org('华东区').id } })
  expect([list.items, list.total]).toEqual([[], 0])
  expect((await zheng.call(listIssuedDocuments, { query: { subject_id: id } })).items).toEqual([])
})

test('a file of one application isn’t handed out under another', async () => {
  const { documents } = await story.page(id)
  const file_id = documents.find((one) => one.files.length > 0)!.files[0]!.file.id
  const other = await story.draft()
  const guess = app.as('li.wei').download(downloadFile, { params: { id: other, file_id } })
  expect((await refusalOf(guess)).status).toBe(404)
})

test('an export holds what its reader’s list shows, in the reader’s language', async () => {
  const csv = (
    await app.as('zheng.kai').download(exportApplications, { query: { format: 'csv' } })
  ).toString()
  const rows = parse(csv, { bom: true }) as string[][]
  expect(rows[0]?.slice(0, 3)).toEqual(['编号', '拟设名称', '类型'])
  expect(new Set(rows.slice(1).map((row) => row[1]))).toEqual(new Set(['天河企业服务部']))
  const query = { format: 'xlsx' as const, state: ['issued' as const] }
  const xlsx = await app.as('zhou.ting', 'en').download(exportApplications, { query })
  const [sheet] = await readXlsxFile(xlsx)
  const data = (sheet as { data?: unknown[][] }).data ?? (sheet as unknown as unknown[][])
  expect(data[0]?.slice(0, 3)).toEqual(['Number', 'Proposed name', 'Kind'])
  const { name_en } = await story.page(id)
  expect(data[1]?.[1]).toBe(name_en)
  const few = { format: 'csv' as const, columns: 'name,budget', state: ['issued' as const] }
  const cells = (await app.as('zhou.ting').download(exportApplications, { query: few })).toString()
  expect((parse(cells, { bom: true }) as string[][])[0]).toEqual(['拟设名称', '开办预算', '币种'])
  const byStaff = app.as('wang.lei').download(exportApplications, { query: few })
  expect((await refusalOf(byStaff)).status).toBe(403)
})

test('lists are filtered by state, kind, region, text and what is mine', async () => {
  const zhou = app.as('zhou.ting')
  const namesOf = async (query: object) =>
    (await zhou.call(listApplications, { query })).items.map((one) => one.name)
  expect(await namesOf({ q: '浦东' })).toEqual([name])
  expect(await namesOf({ region: app.org('华南区').id, state: 'draft' })).toContain('天河企业服务部')
  expect(await namesOf({ mine: 'review' })).toEqual([name])
  expect(await namesOf({ kind: ['partner_point'] })).toEqual([])
  const first = await zhou.call(listApplications, { query: { limit: 1 } })
  const second = await zhou.call(listApplications, { query: { limit: 1, after: first.next! } })
  expect(second.items[0]!.id).not.toBe(first.items[0]!.id)
})

test('whoever isn’t the applicant, or the reviewer, is told who may, not of a conflict of interest', async () => {
  const draft = await story.draft()
  const theirs = await refusalOf(app.as('zhou.ting').call(withdrawApplication, await story.act(draft)))
  expect([theirs.status, theirs.code]).toEqual([422, 'lifecycle.errors.only_applicant'])
  expect(theirs.detail).toBe('此操作只能由申请人本人进行。')
  const review = await story.inReview({ reviewer: 'zhou.ting' })
  const other = await refusalOf(app.as('he.chuan').call(recommend, await story.act(review)))
  expect(other.code).toBe('lifecycle.errors.only_reviewer')
})

test('who may apply everywhere is told when there is no such organisation', async () => {
  const body = { kind: 'department', org_id: crypto.randomUUID() } as const
  expect((await refusalOf(app.as('zhou.ting').call(createApplication, { body }))).status).toBe(404)
})

test('nobody applies beneath, or with people, they don’t reach', async () => {
  const li = app.as('li.wei')
  const body = { kind: 'department', name: '越界', parent_id: app.org('广州分公司').id } as const
  const out = await refusalOf(li.call(createApplication, { body }))
  expect(out.fields).toMatchObject([{ path: 'parent_id' }])
  const foreign = { kind: 'department', org_id: app.org('广州分公司').id } as const
  expect((await refusalOf(li.call(createApplication, { body: foreign }))).status).toBe(403)
  const head = { kind: 'department', proposed_head_id: app.person('zheng.kai').id } as const
  expect((await refusalOf(li.call(createApplication, { body: head }))).fields).toMatchObject([
    { path: 'proposed_head_id' },
  ])
  expect((await refusalOf(app.as('wang.lei').call(createApplication, { body: head }))).status).toBe(403)
})
