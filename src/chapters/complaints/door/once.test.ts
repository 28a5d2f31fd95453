import { beforeEach, describe, expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import { readTrail } from '../../../kernel/trail/contract.ts'
import * as contract from '../complaint/contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp({ env: { PUBLIC_QUESTION: 'true' } })
const story = complaintStoryOf(app)
let day = 0
beforeEach(() => app.clock.set(`2026-03-${String(2 + day++).padStart(2, '0')}T01:00:00.000Z`))
const at = '/public/complaints/at/HD-SH'
const trackAt = '/public/complaints/track'

type Fields = Record<string, string>
async function post(path: string, fields: Fields, files: Record<string, string> = {}) {
  const body = new FormData()
  for (const [key, value] of Object.entries(fields)) body.append(key, value)
  for (const [name, text] of Object.entries(files)) body.append('files', new Blob([text]), name)
  const headers = { 'accept-language': 'zh-CN' }
  const answer = await fetch(app.url + path, { method: 'POST', body, headers })
  return { status: answer.status, text: await answer.text() }
}

const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1]!
const numbers = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
/** What a page that was opened brings along, and the sum worked out. */
function broughtBy(text: string): Fields {
  const [, one, other] = /([一二三四五六七八九])加([一二三四五六七八九])等于几/.exec(text)!
  const sum_answer = String(numbers.indexOf(one!) + numbers.indexOf(other!))
  return { once: hidden(text, 'once'), sum: hidden(text, 'sum'), sum_answer }
}
const opened = async () => broughtBy(await (await fetch(`${app.url}${at}?lang=zh-CN`)).text())
const filled = {
  ...{ description: '材料交了一个月没有办。', kind: 'delay', service_key: '', service_on: '2026-03-01' },
  ...{ name: '沈国强', phone: '13901860213', email: '' },
}
const given = (text: string) => ({
  number: /TS-\d{4}-\d{6}/.exec(text)?.[0] ?? '',
  code: /class="code">([A-Z0-9]{10})</.exec(text)?.[1] ?? '',
})
const countOf = async (table: 'complaints.complaint' | 'complaints.message' | 'kernel.file') =>
  (await app.owner.selectFrom(table).select('org_id').execute()).length
async function complained() {
  const seen = given((await post(at, { ...filled, ...(await opened()) })).text)
  const { items } = await app.as('zhou.ting').call(contract.listComplaints, { query: { q: seen.number } })
  return { ...seen, id: items[0]!.id }
}
const progress = async ({ number, code }: { number: string; code: string }) => {
  const { text } = await post(trackAt, { number, code })
  return { number, code, looked: '1', once: hidden(text, 'once') }
}

describe('a form that is sent again', () => {
  test('files one complaint, and shows number and code again: reloaded, pressed twice, or five times at the same moment', async () => {
    const before = await countOf('complaints.complaint')
    const form: Fields = { ...filled, ...(await opened()) }
    const all = await Promise.all(Array.from({ length: 5 }, () => post(at, form, { '回执.txt': '回执' })))
    app.clock.advance(20 * 3_600_000)
    all.push(await post(at, form, { '回执.txt': '回执' }))
    expect(all.map(({ status }) => status)).toEqual(Array(6).fill(200))
    const [first] = all.map(({ text }) => given(text))
    expect(first!.code).toHaveLength(10)
    for (const { text } of all) expect(given(text)).toEqual(first)
    // A browser that no longer has the file sends the form without it.
    expect(given((await post(at, form)).text)).toEqual(first)
    expect(await countOf('complaints.complaint')).toBe(before + 1)
    expect((await post(trackAt, first!)).text).toContain('材料交了一个月没有办。')
  })

  test('changed, or from the page opened anew, is another complaint; refused, it is sent again and taken', async () => {
    const before = await countOf('complaints.complaint')
    const form: Fields = { ...filled, ...(await opened()) }
    expect((await post(at, { ...form, sum_answer: '99' })).status).toBe(422)
    const wrongDay = await post(at, { ...form, service_on: '2027-01-01' })
    expect(wrongDay.status).toBe(422)
    const again: Fields = { ...form, ...broughtBy(wrongDay.text) }
    const first = given((await post(at, again)).text)
    expect(await countOf('complaints.complaint')).toBe(before + 1)
    const once = again.once!
    const other = given(
      (await post(at, { ...again, ...(await opened()), once, description: '另一件事' })).text,
    )
    const third = given((await post(at, { ...filled, ...(await opened()) })).text)
    expect(new Set([first.number, other.number, third.number]).size).toBe(3)
    expect(await countOf('complaints.complaint')).toBe(before + 3)
  })

  test('shown again, in another language or for what was faulty, it is the same form, whatever sum it asks for', async () => {
    const before = await countOf('complaints.complaint')
    const form: Fields = { ...filled, ...(await opened()) }
    const faulty = await post(at, { ...form, phone: '12' })
    expect([faulty.status, hidden(faulty.text, 'once')]).toEqual([422, form.once])
    const mended = { ...form, ...broughtBy(faulty.text), faulty: hidden(faulty.text, 'faulty') }
    const first = given((await post(at, mended)).text)
    // Gone back to, the first page asks another sum, and the browser has what was typed under the last one.
    const anew = { ...form, ...(await opened()), once: form.once!, sum_answer: '' }
    const body = new URLSearchParams({ ...form, only: 'form' })
    const reworded = await (await fetch(`${app.url}${at}?lang=zh-CN`, { method: 'POST', body })).text()
    for (const again of [form, anew, { ...form, ...broughtBy(reworded) }])
      expect(given((await post(at, again)).text)).toEqual(first)
    expect(await countOf('complaints.complaint')).toBe(before + 1)
    // What is no token of ours isn't kept.
    const odd = await post(at, { ...form, phone: '12', once: '"><b>' })
    expect(hidden(odd.text, 'once')).toMatch(/^[\w-]{24}$/)
  })

  test('the code can’t be read in what is kept of the answer, and nobody else’s form brings it', async () => {
    const form: Fields = { ...filled, ...(await opened()) }
    const { code, number } = given((await post(at, form)).text)
    const kept = JSON.stringify(await app.owner.selectFrom('kernel.idempotency').selectAll().execute())
    for (const secret of [code, number, form.once]) expect(kept).not.toContain(secret)
    const { once: _own, ...others } = { ...form, ...(await opened()) }
    expect(given((await post(at, { ...others, once: 'x'.repeat(24) })).text).number).not.toBe(number)
  })

  test('adds words and files once, and still says that they arrived', async () => {
    const seen = await complained()
    const before = [await countOf('complaints.message'), await countOf('kernel.file')]
    const form = { ...(await progress(seen)), act: 'add', text: '还有一句' }
    const all = await Promise.all([1, 2, 3].map(() => post(trackAt, form, { '补充.txt': '补充' })))
    all.push(await post(trackAt, form, { '补充.txt': '补充' }))
    for (const { status, text } of all) {
      expect([status, text.match(/还有一句/g)?.length]).toEqual([200, 1])
      expect(text).toContain('已收到您补充的内容')
    }
    expect([await countOf('complaints.message'), await countOf('kernel.file')]).toEqual(
      before.map((n) => n + 1),
    )
    // Without the file it is the same form; with another one it is another.
    await post(trackAt, form)
    expect(await countOf('complaints.message')).toBe(before[0]! + 1)
    for (let n = 0; n < 2; n++) await post(trackAt, form, { '另一个.txt': '另一个' })
    expect([await countOf('complaints.message'), await countOf('kernel.file')]).toEqual(
      before.map((n) => n + 2),
    )
    // The same words once more, written on the page as it then was, are meant.
    await post(trackAt, { ...form, once: hidden(all[0]!.text, 'once') })
    expect(await countOf('complaints.message')).toBe(before[0]! + 3)
    // Whoever hasn't the code any more is told nothing.
    expect((await post(trackAt, { ...form, code: 'AAAAAAAAAA' })).status).toBe(422)
  })

  test('accepts an answer once; the same stars again change nothing, also from a page opened anew', async () => {
    const seen = await complained()
    await story.assign(seen.id, 'chen.hao')
    await story.say(seen.id, contract.acknowledge)
    await story.step(seen.id, contract.investigate)
    await story.say(seen.id, contract.propose, 'chen.hao', '已经补办。')
    const accepting = { ...(await progress(seen)), act: 'accept' }
    for (let n = 0; n < 2; n++) {
      const answer = await post(trackAt, accepting)
      expect([answer.status, answer.text.includes('您认可答复')]).toEqual([200, true])
    }
    const rated = async () => {
      const { items } = await app.as('zhou.ting').call(readTrail, {
        query: { subject_type: 'complaints.complaint', subject_id: seen.id, limit: 100 },
      })
      return items.filter(({ action }) => action.endsWith('.rate')).map(({ diff }) => diff)
    }
    const rating = { ...(await progress(seen)), act: 'rate', stars: '4' }
    expect((await post(trackAt, rating)).text).toContain('感谢您的评价')
    expect((await post(trackAt, rating)).text).toContain('感谢您的评价')
    expect((await post(trackAt, { ...rating, ...(await progress(seen)) })).text).toContain('感谢您的评价')
    expect(await rated()).toEqual([{ stars: [null, 4] }])
    await post(trackAt, { ...rating, ...(await progress(seen)), stars: '5' })
    expect((await rated()).length).toBe(2)
  })
})

describe('who shares an address', () => {
  test('is not kept from complaining by what was refused before, however it was wrong; a flood is', async () => {
    const page = await opened()
    for (let n = 0; n < 25; n++)
      expect((await post(at, { ...filled, ...page, email: 'nobody' })).status).toBe(422)
    for (let n = 0; n < 5; n++)
      expect((await post(at, { ...filled, ...(await opened()), sum_answer: '99' })).status).toBe(422)
    for (let n = 0; n < 10; n++) expect((await post(at, { ...filled, ...(await opened()) })).status).toBe(200)
    const form: Fields = { ...filled, ...(await opened()) }
    expect((await post(at, form)).status).toBe(429)
    let refused = 0
    for (; refused < 40; refused++)
      if ((await post(at, { ...filled, ...page, email: 'nobody' })).status === 429) break
    expect(refused).toBe(60 - 41)
    app.clock.advance(3_600_000)
    expect((await post(at, form)).status).toBe(200)
  })
})
