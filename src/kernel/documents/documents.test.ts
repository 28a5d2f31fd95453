import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { newId } from '../db/new-id.ts'
import { search } from '../search/contract.ts'
import * as contract from './contract.ts'
import { indexIssued } from './index-documents.ts'
import { issueDocument, voidDocument } from './issue.ts'
import type { OfficialDocument } from './layout/official-document.ts'
import { paragraphsOf } from './read-docx.ts'

const app = await startApp()
const org_id = app.org('上海分公司').id
const head = app.as('li.wei')

function official(n: number, more: Partial<OfficialDocument> = {}): OfficialDocument {
  return {
    layout: 'chinese',
    issuer: '衡远服务集团文件',
    number: `衡远服设〔2026〕${n}号`,
    title: `关于同意设立第${n}服务站的批复`,
    addressee: '上海分公司',
    body: [
      { kind: 'heading', text: '批复事项' },
      { kind: 'paragraph', text: '同意设立。' },
      { kind: 'heading', text: '人员', level: 2 },
      { kind: 'items', items: ['配备负责人。', '持证上岗。'] },
      {
        kind: 'table',
        columns: [{ title: '岗位' }, { title: '人数', align: 'right' }],
        rows: [['顾问', '3']],
      },
    ],
    attachments: ['选址图'],
    signer: { organisation: '衡远服务集团' },
    date: '2026-11-23',
    copies_to: ['华东区'],
    printed_by: '运营管理部',
    ...more,
  }
}

function issue(document: OfficialDocument) {
  const subject = { subject_type: 'application', subject_id: newId() }
  return app.system((ctx) =>
    issueDocument(ctx, { org_id, kind: 'establishment.approval', ...subject, document }),
  )
}

test('a document issued is found, read, downloaded and genuine', async () => {
  const { id, sha256, number, title } = await issue(official(1))
  const listed = await head.call(contract.listIssuedDocuments, { query: { q: '第1服务站' } })
  expect(listed.items).toMatchObject([{ id, number, title, org_name: '上海分公司', voided_at: null }])
  expect(await head.call(contract.readIssuedDocument, { params: { id } })).toEqual(listed.items[0])
  const bytes = await head.download(contract.downloadIssuedDocument, { params: { id } })
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
  expect(await head.call(contract.verifyIssuedDocument, { params: { id } })).toMatchObject({
    recorded: sha256,
    found: sha256,
    matches: true,
  })
  const checked = await app.as('wu.min').upload(contract.checkFile, { file: { name: '批复.docx', bytes } })
  expect(checked).toMatchObject({ result: 'genuine', number, organisation_name: '上海分公司' })
})

test('the paper on the screen says line by line what the file says', async () => {
  for (const document of [official(2), official(3, { layout: 'english', number: 'HY-EST 2026/3' })]) {
    const { id } = await issue(document)
    const said = await head.call(contract.readDocumentContent, { params: { id } })
    const bytes = await head.download(contract.downloadIssuedDocument, { params: { id } })
    const written = paragraphsOf(bytes)
      .join('')
      .replace(/[\s\u3000]/g, '')
    const lines = said.lines.flatMap((line) =>
      line.kind === 'table' ? [...line.columns.map(({ title }) => title), ...line.rows.flat()] : [line.text],
    )
    const { issuer, number, title, addressee, date, signature, imprint } = said
    for (const line of [issuer, number, title, addressee, ...lines, date, ...signature, ...imprint])
      expect(written).toContain(line.replace(/[\s\u3000]/g, ''))
  }
})

test('renaming the organisation changes neither the file nor its hash', async () => {
  const { id, sha256 } = await issue(official(4))
  const renamed = app.owner.updateTable('kernel.organisation').where('id', '=', org_id)
  await renamed.set({ name: '上海第一分公司' }).execute()
  const verified = await head.call(contract.verifyIssuedDocument, { params: { id } })
  expect(verified).toMatchObject({ recorded: sha256, matches: true })
  const said = await head.call(contract.readDocumentContent, { params: { id } })
  expect(said.addressee).toBe('上海分公司：')
  await renamed.set({ name: '上海分公司' }).execute()
})

test('a file changed or lost in the store is told, not hidden', async () => {
  const { id, sha256 } = await issue(official(5))
  const place = path.join(app.kernel.filesDir, sha256.slice(0, 2), sha256)
  const bytes = readFileSync(place)
  writeFileSync(place, Buffer.concat([bytes, Buffer.from('.')]))
  const verify = () => head.call(contract.verifyIssuedDocument, { params: { id } })
  expect(await verify()).toMatchObject({ recorded: sha256, matches: false })
  expect((await verify()).found).not.toBe(sha256)
  rmSync(place)
  expect(await verify()).toMatchObject({ found: null, matches: false })
  writeFileSync(place, bytes)
  expect(await verify()).toMatchObject({ matches: true })
})

test('a voided document stays, says so, and is void for whoever checks it', async () => {
  const { id, sha256, number } = await issue(official(6))
  await app.system((ctx) => voidDocument(ctx, { id, reason: '文号有误' }))
  expect(await head.call(contract.readIssuedDocument, { params: { id } })).toMatchObject({
    number,
    void_reason: '文号有误',
  })
  const byState = (state: 'issued' | 'voided') =>
    head.call(contract.listIssuedDocuments, { query: { state } }).then(({ items }) => items.map((d) => d.id))
  expect(await byState('voided')).toEqual([id])
  expect(await byState('issued')).not.toContain(id)
  const checked = await app.as('wu.min').call(contract.checkHash, { params: { sha256 } })
  expect(checked).toMatchObject({ result: 'voided', number })
  const again = app.system((ctx) => voidDocument(ctx, { id, reason: '再次' }))
  await expect(again).rejects.toMatchObject({ code: 'documents.document.errors.already_void' })
})

test('voided by two at once, it is voided once, with one reason', async () => {
  const { id } = await issue(official(71))
  const ends = await Promise.allSettled(
    ['文号有误', '内容有误', '重复签发'].map((reason) =>
      app.system((ctx) => voidDocument(ctx, { id, reason })),
    ),
  )
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const entries = await app.owner
    .selectFrom('kernel.trail_entry')
    .select('note')
    .where('subject_id', '=', id)
    .where('action', '=', 'documents.document.void')
    .execute()
  expect(entries).toHaveLength(1)
})

test('whatever was never issued is unknown', async () => {
  const file = { name: 'a.docx', bytes: Buffer.from('not ours') }
  expect(await head.upload(contract.checkFile, { file })).toMatchObject({ result: 'unknown' })
})

test('another branch sees neither the document, its words, its file nor its check', async () => {
  const { id } = await issue(official(7))
  const other = app.as('zheng.kai')
  const params = { id }
  const tries = [
    () => other.call(contract.readIssuedDocument, { params }),
    () => other.call(contract.readDocumentContent, { params }),
    () => other.call(contract.verifyIssuedDocument, { params }),
    () => other.download(contract.downloadIssuedDocument, { params }),
  ]
  for (const attempt of tries) expect((await refusalOf(attempt())).status).toBe(404)
  expect((await other.call(contract.listIssuedDocuments)).items).toEqual([])
})

test('the days of issue are those of the organisation', async () => {
  app.clock.set('2026-12-31T16:30:00Z')
  const { id } = await issue(official(8))
  const on = (day: string) =>
    head.call(contract.listIssuedDocuments, { query: { issued_from: day, issued_to: day } })
  expect((await on('2027-01-01')).items).toMatchObject([{ id }])
  expect((await on('2026-12-31')).items).toEqual([])
})

test('issuing leaves its entry in the trail', async () => {
  const { id, sha256 } = await issue(official(9))
  const entry = await app.owner
    .selectFrom('kernel.trail_entry')
    .select(['action', 'subject_number', 'diff'])
    .where('subject_id', '=', id)
    .executeTakeFirstOrThrow()
  expect(entry).toMatchObject({
    action: 'documents.document.issue',
    subject_number: '衡远服设〔2026〕9号',
    diff: { sha256: [null, sha256] },
  })
})

test('an issued document is found by its official number and its title, by whom it is for alone', async () => {
  const { id, number, title } = await issue(official(41))
  const find = async (user: 'li.wei' | 'zheng.kai', text: string) =>
    (await app.as(user).call(search, { query: { text } })).items.filter((found) => found.id === id)
  const found = { subject_type: 'issued_document', number, title, link: `/documents/${id}` }
  expect(await find('li.wei', number)).toMatchObject([found])
  expect(await find('li.wei', '衡远服设[2026]41')).toMatchObject([found])
  expect(await find('li.wei', '第41服务站')).toMatchObject([found])
  expect(await find('zheng.kai', number)).toEqual([])
})

test('documents issued before they could be found are found after a start', async () => {
  const { id, number } = await issue(official(42))
  await app.owner.deleteFrom('kernel.search_entry').where('id', '=', id).execute()
  const ids = async () =>
    (await head.call(search, { query: { text: number } })).items.map((found) => found.id)
  expect(await ids()).not.toContain(id)
  await app.system(({ tx, now }) => indexIssued(tx, now))
  expect(await ids()).toContain(id)
})
