import { createHash } from 'node:crypto'
import { type ReadStream, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Writable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { officialDocument } from '../documents/layout/official-document.ts'
import { sendFile } from '../http/send-file.ts'
import { cleanName } from './clean-name.ts'
import { downloadFile } from './contract.ts'
import { listFiles } from './read.ts'
import { removeFile } from './remove.ts'
import { dropForgotten, dropSpooled, spool } from './spool.ts'
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

/** Two kinds at once: each begins as what is accepted and goes on as something a browser or a shell would run. */
const script = '<html><script>alert(document.domain)</script></html>'
test.each([
  ['图.html', Buffer.concat([png, text(script)]), 'image/png'],
  [
    '图.php',
    Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), text(`<?php ${script}`)]),
    'image/jpeg',
  ],
  ['页.svg', text(`%PDF-1.4\n%${script}\n%%EOF`), 'application/pdf'],
  ['壳.sh', Buffer.concat([png, text('\n#!/bin/sh\nrm -rf /\n')]), 'image/png'],
])(
  '%s, which is two kinds at once, goes out as the one that was accepted, as a download nobody guesses at',
  async (name, bytes, type) => {
    const { id, name: shown } = await store(name, bytes)
    const answer = await app.as('wang.lei').fetch(`/api/files/${id}`)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
    expect(answer.headers.get('content-type')).toBe(type)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(shown).toMatch(/\.(png|jpe?g|pdf)$/)
  },
)

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

test('however large an upload is, only pieces of it are held: what has come is on the disk', async () => {
  const piece = Buffer.alloc(65_536, 'a')
  const pieces = 1024
  const whole = createHash('sha256')
  const incoming = path.join(app.kernel.filesDir, 'incoming')
  let [given, most] = [0, 0]
  function* upload() {
    for (let n = 0; n < pieces; n += 1) {
      const [file] = readdirSync(incoming)
      most = Math.max(most, given - (file ? statSync(path.join(incoming, file)).size : 0))
      whole.update(piece)
      given += piece.length
      yield piece
    }
  }
  const spooled = await spool(app.kernel.filesDir, upload())
  expect(spooled).toMatchObject({ size: pieces * piece.length, sha256: whole.digest('hex') })
  expect(most).toBeLessThan(1_000_000)
  await dropSpooled(spooled)
})

test('nothing of an upload is left beside the attachments, whether it was kept, refused or broken off', async () => {
  const incoming = () => readdirSync(path.join(app.kernel.filesDir, 'incoming'))
  await store('留下.pdf', pdf)
  await expect(store('二进制.csv', Buffer.from([1, 0, 4]))).rejects.toMatchObject({ kind: 'refused' })
  async function* broken() {
    yield pdf
    throw new Error('the line is dead')
  }
  await expect(spool(app.kernel.filesDir, broken())).rejects.toThrow('the line is dead')
  expect(incoming()).toEqual([])
  const left = await spool(app.kernel.filesDir, [pdf])
  await dropForgotten(app.kernel.filesDir, new Date())
  expect(incoming()).toEqual([path.basename(left.path)])
  await dropForgotten(app.kernel.filesDir, new Date(Date.now() + 2 * 86_400_000))
  expect(incoming()).toEqual([])
})

test('a download tells its length, and one that broke off is taken up again where it ended', async () => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, n) => 97 + (n % 26)))
  const { id, sha256 } = await store('长.txt', bytes)
  const ask = (headers: Record<string, string> = {}) =>
    app.as('li.wei').fetch(`/api/files/${id}`, { headers })
  const whole = await ask()
  expect([whole.status, whole.headers.get('content-length')]).toEqual([200, '300000'])
  expect([whole.headers.get('accept-ranges'), whole.headers.get('etag')]).toEqual(['bytes', `"${sha256}"`])
  for (const [range, from, to] of [
    ['bytes=299990-', 299_990, 299_999],
    ['bytes=10-19', 10, 19],
    ['bytes=-5', 299_995, 299_999],
    ['bytes=299999-400000', 299_999, 299_999],
  ] as const) {
    const part = await ask({ range, 'if-range': `"${sha256}"` })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes ${from}-${to}/300000`])
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(from, to + 1))
  }
  const beyond = await ask({ range: 'bytes=300000-' })
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */300000'])
  for (const headers of [
    { range: 'bytes=0-1,4-5' },
    { range: 'lines=1-2' },
    { range: 'bytes=0-1', 'if-range': '"another"' },
  ])
    expect((await ask(headers as Record<string, string>)).status).toBe(200)
})

test('of a file that is sent only pieces are read ahead of whoever takes it', async () => {
  const spooled = await spool(
    app.kernel.filesDir,
    Array.from({ length: 256 }, () => Buffer.alloc(65_536, 'a')),
  )
  let sent: ReadStream | undefined
  const heads = new Map<string, unknown>()
  const reply = {
    type: () => reply,
    code: () => reply,
    header(name: string, value: unknown) {
      heads.set(name, value)
      return reply
    },
    send(stream: ReadStream) {
      sent = stream
      return reply
    },
  }
  const request = { headers: {} } as FastifyRequest
  sendFile(request, reply as unknown as FastifyReply, { name: 'a.txt', type: 'text/plain', ...spooled })
  // Somebody who takes nothing.
  sent!.pipe(new Writable({ write: () => {} }))
  await setTimeout(50)
  expect(heads.get('content-length')).toBe(256 * 65_536)
  expect(sent!.bytesRead).toBeGreaterThan(0)
  expect(sent!.bytesRead).toBeLessThan(1_000_000)
  sent!.destroy()
  await dropSpooled(spooled)
})

test('a text is known as one in whatever encoding, also where a character lies across two pieces', async () => {
  const long = `${'a'.repeat(65_535)}网点`
  expect(await store('长.txt', text(long))).toMatchObject({ type: 'text/plain' })
  const gbk = Buffer.concat([Buffer.alloc(65_535, 'a'), Buffer.from('cdf8b5e3', 'hex')])
  expect(await store('国标.txt', gbk)).toMatchObject({ type: 'text/plain' })
  const late = Buffer.concat([Buffer.alloc(200_000, 'a'), Buffer.from([0])])
  await expect(store('尾.txt', late)).rejects.toMatchObject({ code: 'files.errors.not_accepted' })
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
