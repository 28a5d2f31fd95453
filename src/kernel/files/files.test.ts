import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { officialDocument } from '../documents/layout/official-document.ts'
import { cleanName } from './clean-name.ts'
import { downloadFile } from './contract.ts'
import { listFiles } from './read.ts'
import { removeFile } from './remove.ts'
import { storeFile } from './store.ts'

const app = await startApp({ env: { MAX_UPLOAD_MB: '1' }, quiet: true })
const org_id = app.org('上海分公司').id
const text = (written: string) => Buffer.from(written)
const store = (name: string, bytes: Buffer, more = {}) =>
  app.system((ctx) => storeFile(ctx, { org_id, name, bytes, ...more }))
const pdf = text('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('what is uploaded is what is downloaded, under its own name', async () => {
  const { id, sha256, size } = await store('房屋租赁合同 2026.pdf', pdf)
  const answer = await app.as('li.wei').fetch(`/api/files/${id}`)
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('房屋租赁合同 2026.pdf'))
  expect(size).toBe(pdf.length)
  expect(readFileSync(path.join(app.kernel.filesDir, sha256.slice(0, 2), sha256))).toEqual(pdf)
})

test('a file is seen by those who reach its organisation, and by nobody else', async () => {
  const { id } = await store('平面图.pdf', pdf)
  for (const user of ['wang.lei', 'chen.hao', 'zhou.ting', 'fang.yi'] as const)
    expect((await app.as(user).download(downloadFile, { params: { id } })).length).toBe(pdf.length)
  for (const user of ['zheng.kai', 'luo.ying', 'wu.min'] as const)
    expect((await refusalOf(app.as(user).download(downloadFile, { params: { id } }))).status).toBe(404)
  expect((await app.anonymous.fetch(`/api/files/${id}`)).status).toBe(401)
})

test('the content decides what a file is, and its name follows', async () => {
  const docx = await officialDocument({
    layout: 'english',
    issuer: 'Hengyuan',
    number: '1',
    title: 'A letter',
    addressee: 'All',
    body: [],
    signer: { organisation: 'Hengyuan' },
    date: '2026-11-23',
  })
  const xlsx = await writeXlsxFile([[{ value: '名称', type: String }]]).toBuffer()
  const kinds = {
    '照片.jpg': [png, 'image/png', '照片.jpg.png'],
    '说明.docx': [docx, expect.stringContaining('wordprocessingml'), '说明.docx'],
    '预算.xlsx': [xlsx, expect.stringContaining('spreadsheetml'), '预算.xlsx'],
    '网点.csv': [text('名称,城市\n上海,上海\n'), 'text/csv', '网点.csv'],
    '网点.TXT': [Buffer.from('c9cfbaa3b7d6b9abcbbe', 'hex'), 'text/plain', '网点.TXT'],
    'BM 开头.csv': [text('BM,城市\n1,上海\n'), 'text/csv', 'BM 开头.csv'],
  } as const
  for (const [name, [bytes, type, shown]] of Object.entries(kinds))
    expect(await store(name, Buffer.from(bytes))).toMatchObject({ type, name: shown })
})

test.each([
  ['工具.exe', text('MZ\u0090\u0000'), 'program'],
  ['图.png', text('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'program'],
  ['图.svg', text('<?xml version="1.0"?><svg/>'), 'program'],
  ['页.txt', text('  <!DOCTYPE html><html></html>'), 'program'],
  ['run.txt', text('#!/bin/sh\nrm -rf /\n'), 'program'],
  ['旧.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'old_office'],
  ['二进制.csv', Buffer.from([1, 2, 3, 0, 4]), 'not_accepted'],
  ['动画.gif', text('GIF89a\u0001\u0000\u0001\u0000'), 'not_accepted'],
  ['空.pdf', Buffer.alloc(0), 'empty'],
  ['大.txt', Buffer.alloc(1_000_001, 'a'), 'too_large'],
])('%s is refused', async (name, bytes, code) => {
  await expect(store(name, bytes)).rejects.toMatchObject({ kind: 'refused', code: `files.errors.${code}` })
})

test('a name never carries a path, a control character or a trick', () => {
  expect(cleanName('../../etc/passwd', ['txt'])).toBe('passwd.txt')
  expect(cleanName('C:\\文件\\合同.pdf', ['pdf'])).toBe('合同.pdf')
  expect(cleanName('a\u0000b\r\n\u202egpj.pdf', ['pdf'])).toBe('abgpj.pdf')
  expect(cleanName('  ..  ', ['pdf'])).toBe('file.pdf')
  expect([...cleanName(`${'长'.repeat(400)}.pdf`, ['pdf'])]).toHaveLength(184)
})

test('the same content lies in the store once', async () => {
  const bytes = text('only once')
  const [one, other] = await Promise.all([store('a.txt', bytes), store('b.txt', bytes)])
  expect(one.sha256).toBe(other.sha256)
  expect(readdirSync(path.join(app.kernel.filesDir, one.sha256.slice(0, 2)))).toEqual([one.sha256])
})

test('a file changed on the disk is not handed out, and uploading it again mends it', async () => {
  const bytes = text('as it was signed')
  const { id, sha256 } = await store('合同.txt', bytes)
  writeFileSync(path.join(app.kernel.filesDir, sha256.slice(0, 2), sha256), 'something else')
  const refusal = await refusalOf(app.as('li.wei').download(downloadFile, { params: { id } }))
  expect(refusal).toMatchObject({ status: 503, code: 'files.errors.damaged' })
  await store('again.txt', bytes)
  expect(await app.as('li.wei').download(downloadFile, { params: { id } })).toEqual(bytes)
})

test('a removed file is neither listed nor downloaded, and its row stays', async () => {
  const subject = { subject_type: 'test', subject_id: org_id }
  const kept = await store('留.txt', text('keep'), { ...subject, meta: { valid_until: '2027-01-01' } })
  const { id } = await store('删.txt', text('remove'), subject)
  await app.system((ctx) => removeFile(ctx, { id }))
  const listed = await app.system((ctx) => listFiles(ctx, { org_id, ...subject }))
  expect(listed).toEqual([kept])
  expect((await refusalOf(app.as('li.wei').download(downloadFile, { params: { id } }))).status).toBe(404)
  const row = app.owner.selectFrom('kernel.file').select('removed_at').where('id', '=', id)
  expect((await row.executeTakeFirstOrThrow()).removed_at).not.toBeNull()
})
