import { mkdirSync, readdirSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp({ env: { MAX_UPLOAD_MB: '1' } })
mkdirSync(app.kernel.filesDir, { recursive: true })
const at = '/public/complaints/at/HD-SH'
const trackAt = '/public/complaints/track'
let day = 0
beforeEach(() => app.clock.set(`2026-03-${String(2 + day++).padStart(2, '0')}T01:00:00.000Z`))

type Upload = { name: string; bytes: Buffer }
const text = (name: string, size = 20): Upload => ({ name, bytes: Buffer.alloc(size, `${name} `) })

async function post(path: string, fields: Record<string, string>, files: Upload[] = [], language = 'zh-CN') {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  for (const { name, bytes } of files) form.append('files', new Blob([new Uint8Array(bytes)]), name)
  const headers = { 'accept-language': language }
  const answer = await fetch(app.url + path, { method: 'POST', body: form, headers })
  return { status: answer.status, retry: answer.headers.get('retry-after'), text: await answer.text() }
}
const filled = {
  ...{ description: '材料交了一个月没有办。', kind: 'delay', service_key: '', service_on: '2026-03-01' },
  ...{ name: '沈国强', phone: '13901860213', email: '' },
}
const complain = (files: Upload[] = [], language?: string) => post(at, filled, files, language)
async function complained() {
  const { text: page } = await complain()
  return {
    number: /TS-\d{4}-\d{6}/.exec(page)![0],
    code: /class="code">([A-Z0-9]{10})</.exec(page)![1]!,
  }
}

/** What was typed, and that files are to be chosen again, with a way to their field. */
function isThereAgain(page: string, fields: Record<string, string>) {
  expect(page).toContain(`>${fields.description ?? fields.text}</textarea>`)
  expect(page).toContain('您写的内容都还在；附件没有提交，请重新选择。')
  expect(page).toContain('<li><a href="#files">照片或文件</a></li>')
  expect(page).toMatch(
    /<input type="file" id="files"[^>]* aria-invalid="true" aria-describedby="files-fault"/,
  )
  expect(page).toContain('aria-live="assertive">请重新选择文件。</p>')
}

/** Everything a form could leave behind, in rows and on the disk. */
async function kept() {
  const { rows } = await sql<{ n: number[] }>`
    select array[(select count(*) from complaints.complaint), (select count(*) from complaints.complainant),
      (select count(*) from complaints.message), (select count(*) from kernel.file),
      (select count(*) from kernel.trail_entry), (select coalesce(max(last), 0) from kernel.number_series
        where series like 'complaints%')]::int[] n`.execute(app.owner)
  const disk = readdirSync(app.kernel.filesDir, { recursive: true, withFileTypes: true })
  return [...rows[0]!.n, disk.filter((one) => one.isFile()).length]
}

describe('who sends too often', () => {
  test('an eleventh complaint within an hour is refused with the minutes until the next, and nothing of it is kept; then it goes', async () => {
    for (let n = 0; n < 10; n++) expect((await complain()).status).toBe(200)
    app.clock.advance(20 * 60_000)
    const before = await kept()
    const refused = await complain()
    expect([refused.status, refused.retry]).toEqual([429, String(40 * 60)])
    expect(refused.text).toContain('操作过于频繁，请过 40 分钟再试。')
    expect(refused.text).toContain(`>${filled.description}</textarea>`)
    expect((await complain([], 'en')).text).toContain('Please try again in 40 minutes.')
    expect(await kept()).toEqual(before)
    app.clock.advance(40 * 60_000)
    expect((await complain()).status).toBe(200)
  })

  test('a twenty-first addition within an hour is refused with the minutes until the next, and its words and files are not kept; then it goes', async () => {
    const seen = await complained()
    const add = (words: string, files: Upload[] = []) =>
      post(trackAt, { ...seen, act: 'add', text: words }, files)
    for (let n = 0; n < 20; n++) expect((await add(`补充 ${n}`)).status).toBe(200)
    app.clock.advance(59 * 60_000)
    const before = await kept()
    const refused = await add('太多了', [text('太多.txt')])
    expect([refused.status, refused.retry]).toEqual([429, '60'])
    expect(refused.text).toContain('操作过于频繁，请过 1 分钟再试。')
    const after = await kept()
    // The bytes may lie there without a row, until the night.
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1))
    app.clock.advance(60_000)
    expect((await add('现在可以了')).status).toBe(200)
  })

  test('who only looks, with the right code, is not counted as adding', async () => {
    const seen = await complained()
    for (let n = 0; n < 25; n++) expect((await post(trackAt, seen)).status).toBe(200)
    expect((await post(trackAt, { ...seen, act: 'add', text: '还有一句' })).status).toBe(200)
  })
})

describe('what is too much for one form gets a sentence that says what to change, and nothing of it is kept', () => {
  test('a file beyond the limit, with a complaint and with an addition', async () => {
    const seen = await complained()
    const before = await kept()
    const large = [text('小.txt'), text('大.txt', 1_200_000)]
    for (const [path, fields] of [
      [at, filled],
      [trackAt, { ...seen, looked: '1', act: 'add', text: '见附件' }],
    ] as const) {
      const refused = await post(path, fields, large)
      expect(refused.status).toBe(413)
      expect(refused.text).toContain('“大.txt”超过 1 MB')
      isThereAgain(refused.text, fields)
      expect((await post(path, fields, large, 'en')).text).toContain('“大.txt” is larger than 1 MB')
    }
    expect(await kept()).toEqual(before)
  })

  test('a page says beside its field for files what the server takes, to its script as well: so much goes, a byte more does not', async () => {
    const seen = await complained()
    for (const page of [await (await fetch(app.url + at)).text(), (await post(trackAt, seen)).text]) {
      const [most, bytes] = ['files', 'bytes'].map((name) =>
        Number(new RegExp(`<input type="file"[^>]* data-most-${name}="(\\d+)"`).exec(page)![1]),
      )
      const full = Array.from({ length: most! }, (_, n) => text(`附件${n}.txt`, bytes))
      expect((await complain(full)).status).toBe(200)
      expect((await complain([text('大.txt', bytes! + 1)])).status).toBe(413)
      expect((await complain([...full, text('多.txt')])).status).toBe(413)
    }
    const { text: english } = await post(`${at}?lang=en`, filled, [text('大.txt', 1_000_001)])
    expect(english).toContain('“{name}” is {size} MB; a file may be 1 MB at most.')
    expect(english).toContain('You chose {chosen} files; 5 at most go at once.')
    expect(english).toContain('5 at most, 1 MB each.')
  })

  test('more than five files, with a complaint and with an addition; five go', async () => {
    const seen = await complained()
    const before = await kept()
    const six = Array.from({ length: 6 }, (_, n) => text(`附件${n}.txt`))
    for (const [path, fields] of [
      [at, filled],
      [trackAt, { ...seen, looked: '1', act: 'add', text: '见附件' }],
    ] as const) {
      const refused = await post(path, fields, six)
      expect(refused.status).toBe(413)
      expect(refused.text).toContain('一次最多附 5 个文件')
      isThereAgain(refused.text, fields)
      expect((await post(path, fields, six, 'en')).text).toContain('Send 5 files at most')
    }
    expect(await kept()).toEqual(before)
    expect((await complain(six.slice(0, 5))).status).toBe(200)
  })

  test('more fields than the page has: it speaks of them and of no file', async () => {
    const before = await kept()
    const extra = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`more${n}`, 'x']))
    const refused = await post(at, { ...filled, ...extra })
    expect(refused.status).toBe(413)
    expect(refused.text).toContain('表单的填写项多于本页所有的')
    expect(refused.text).not.toContain('MB')
    expect((await post(at, { ...filled, ...extra }, [], 'en')).text).toContain('more than the page asks for')
    expect(await kept()).toEqual(before)
  })

  test('a field no page has, named as JavaScript names its own, is one too many and no fault of ours', async () => {
    const before = await kept()
    for (const name of ['constructor', '__proto__']) {
      const refused = await post(at, { ...filled, [name]: 'x' })
      expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('多于本页所有的')])
    }
    expect(await kept()).toEqual(before)
  })

  test('one file of a kind that isn’t accepted takes the whole complaint with it, number included', async () => {
    const before = await kept()
    const refused = await complain([text('好的.txt'), { name: '程序.exe', bytes: Buffer.from('MZ\0\0') }])
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('程序.exe')
    expect((await kept()).slice(0, -1)).toEqual(before.slice(0, -1))
  })
})
