import { beforeEach, describe, expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import * as contract from '../complaint/contract.ts'
import { listComplaints } from '../complaint/contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp({ env: { PUBLIC_QUESTION: 'true' } })
const story = complaintStoryOf(app)
let day = 0
beforeEach(() => app.clock.set(`2026-03-${String(2 + day++).padStart(2, '0')}T01:00:00.000Z`))
const at = '/public/complaints/at/HD-SH'
const trackAt = '/public/complaints/track'

/** As a button of the header sends it: no files, their names alone. */
async function switchTo(language: string, path: string, fields: Record<string, string>) {
  const body = new URLSearchParams({ ...fields, only: 'form' })
  const answer = await fetch(`${app.url}${path}?lang=${language}`, { method: 'POST', body })
  return { status: answer.status, text: await answer.text() }
}
async function send(path: string, fields: Record<string, string>) {
  const body = new FormData()
  for (const [key, value] of Object.entries(fields)) body.append(key, value)
  const answer = await fetch(app.url + path, {
    method: 'POST',
    body,
    headers: { 'accept-language': 'zh-CN' },
  })
  return { status: answer.status, text: await answer.text() }
}

const numbers = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
async function sumOf(text: string) {
  const asked = /([一二三四五六七八九])加([一二三四五六七八九])等于几/.exec(text)!
  const sum = /name="sum" value="([^"]+)"/.exec(text)![1]!
  return { sum, sum_answer: String(numbers.indexOf(asked[1]!) + numbers.indexOf(asked[2]!)) }
}
const opened = async () => sumOf(await (await fetch(`${app.url}${at}?lang=zh-CN`)).text())
const typed = {
  ...{ description: '材料交了一个月没有办。\r\n“电话”也<b>打不通</b>', kind: 'delay' },
  ...{ service_key: 'social_insurance', service_on: '2026-02-27', name: '沈国强' },
  ...{ phone: '12', email: 'nobody', website: '' },
}
async function complained() {
  const { text } = await send(at, { ...typed, phone: '', email: '', ...(await opened()) })
  const number = /TS-\d{4}-\d{6}/.exec(text)![0]
  const code = /class="code">([A-Z0-9]{10})</.exec(text)![1]!
  // The page that gives them leads to the other languages.
  expect(text).toContain(`formaction="${at}?lang=en"`)
  const { items } = await app.as('zhou.ting').call(listComplaints, { query: { q: number } })
  return { number, code, id: items[0]!.id, taken: /name="taken" value="([^"]+)"/.exec(text)![1]! }
}
const counts = async () => {
  const of = async (table: 'complaints.complaint' | 'complaints.message' | 'kernel.trail_entry') =>
    (await app.owner.selectFrom(table).select('org_id').execute()).length
  return [await of('complaints.complaint'), await of('complaints.message'), await of('kernel.trail_entry')]
}

describe('another language at the public door', () => {
  test('has everything that was typed and chosen, half of it missing or faulty too, says that files have to be chosen again, and takes nothing in', async () => {
    const before = await counts()
    const asked = await opened()
    for (const [language, what] of [
      ['en', 'What happened?'],
      ['zh-TW', '發生了什麼？'],
      ['zh-CN', '发生了什么？'],
    ] as const) {
      const { status, text } = await switchTo(language, at, { ...typed, ...asked, files: '回执.png' })
      expect(status).toBe(200)
      expect(text).toContain(`<html lang="${language}">`)
      expect(text).toContain(what)
      for (const kept of [
        '>材料交了一个月没有办。\n“电话”也&#60;b&#62;打不通&#60;/b&#62;</textarea>',
        'value="delay" selected',
        'value="social_insurance" selected',
        'value="2026-02-27"',
        'value="沈国强"',
        'name="phone" type="tel" value="12"',
        'value="nobody"',
        `name="sum_answer" value="${asked.sum_answer}"`,
        `name="sum" value="${asked.sum}"`,
      ])
        expect(text).toContain(kept)
      // Nobody tried to send it yet: nothing is called faulty.
      expect(text).not.toMatch(/aria-invalid="true"|role="alert"/)
      expect(text).toMatch(
        /role="status"><p>(您写的内容都还在|您寫的內容都還在|What you wrote is still here)/,
      )
      // Nothing of it stands in an address.
      for (const address of text.matchAll(/(?:action|href)="([^"]*)"/g))
        expect(decodeURIComponent(address[1]!)).not.toMatch(/沈国强|nobody|电话/)
    }
    expect((await switchTo('en', at, { ...typed, files: '' })).text).not.toContain('role="status"')
    expect(await counts()).toEqual(before)
  })

  test('says what was found faulty in the other language, and the sum worked out before counts', async () => {
    const first = await send(at, { ...typed, ...(await opened()) })
    expect(first.status).toBe(422)
    const faulty = /name="faulty" value="([^"]+)"/.exec(first.text)![1]!
    const asked = await sumOf(first.text)
    const { text } = await switchTo('en', at, { ...typed, ...asked, faulty })
    expect(text.match(/aria-invalid="true"/g)).toHaveLength(2)
    expect(text).toContain('Give the whole number, or leave it empty.')
    expect((await switchTo('en', at, { ...typed, faulty: 'toString __proto__ email"' })).text).not.toContain(
      'aria-invalid="true"',
    )
    const { status } = await send(at, { ...typed, ...asked, phone: '', email: '' })
    expect(status).toBe(200)
  })

  test('counts neither as a complaint made nor as an attempt, however often it is changed', async () => {
    for (let n = 0; n < 15; n++) expect((await switchTo('en', at, typed)).status).toBe(200)
    for (let n = 0; n < 10; n++) await complained()
    const right = { ...typed, phone: '', email: '', ...(await opened()) }
    expect((await send(at, right)).status).toBe(429)
    expect((await switchTo('en', at, typed)).status).toBe(200)
  })

  test('number and code are shown once more to whoever has just got them, and stand in no address', async () => {
    const { number, code, taken } = await complained()
    const before = await counts()
    const { status, text } = await switchTo('en', at, { taken })
    expect([status, text]).toEqual([200, expect.stringContaining('We have received it')])
    for (const kept of [number, code]) expect(text).toContain(`<dd class="code">${kept}</dd>`)
    for (const address of text.matchAll(/(?:action|href)="([^"]*)"/g)) expect(address[1]).not.toContain(code)
    expect(text).toContain(`formaction="${at}?lang=zh-TW"`)
    expect(await counts()).toEqual(before)
    // Words of somebody else's are no number and no code of ours: another site could send them under our name.
    const forgeries: Record<string, string>[] = [
      { number: '请致电 400-1', code: 'AAAAAAAAAA' },
      { taken: `${taken.slice(0, -2)}AA` },
    ]
    for (const forged of forgeries) {
      const page = await switchTo('zh-CN', at, forged)
      expect([page.status, page.text]).toEqual([200, expect.stringContaining('<h1>投诉与意见</h1>')])
      expect(page.text).not.toContain('class="code"')
    }
  })

  test('a form without its files is taken for nothing else', async () => {
    const before = await counts()
    const body = new URLSearchParams({ ...typed, phone: '', email: '', ...(await opened()) })
    const answer = await fetch(app.url + at, {
      method: 'POST',
      body,
      headers: { 'accept-language': 'zh-CN' },
    })
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('没有收到表单内容')])
    expect(await counts()).toEqual(before)
  })
})

describe('another language while tracking', () => {
  test('has number and code as they were typed, unchecked and uncounted', async () => {
    const { number } = await complained()
    for (let n = 0; n < 8; n++) {
      const { status, text } = await switchTo('en', trackAt, { number, code: 'WRONG' })
      expect(status).toBe(200)
      expect(text).toContain(`name="number" value="${number}"`)
      expect(text).toContain('name="code" value="WRONG"')
    }
  })

  test('has what is being added, an objection and stars; does none of it, and asks for the right code', async () => {
    const seen = await complained()
    const here = { number: seen.number, code: seen.code, looked: '1' }
    const before = await counts()
    const adding = await switchTo('zh-TW', trackAt, { ...here, text: '还有一句', files: '回执.png' })
    expect(adding.text).toContain('>还有一句</textarea>')
    expect(adding.text).toContain('您寫的內容都還在')
    // Not even with the act of a button beside it.
    await switchTo('en', trackAt, { ...here, act: 'add', text: '还有一句' })
    const guess = await switchTo('en', trackAt, { ...here, code: 'AAAAAAAAAA', text: '还有一句' })
    expect([guess.status, guess.text.includes('What was said')]).toEqual([422, false])
    expect(await counts()).toEqual(before)

    await story.assign(seen.id, 'chen.hao')
    await story.say(seen.id, contract.acknowledge)
    await story.step(seen.id, contract.investigate)
    await story.say(seen.id, contract.propose, 'chen.hao', '费用由我们承担。')
    const objecting = await switchTo('en', trackAt, { ...here, text: '只赔一半？' })
    expect(objecting.text).toMatch(/Why do you object\?<textarea[^>]*>只赔一半？</)
    // Accepting all the same: the words of the objection aren't said.
    await send(trackAt, { ...here, act: 'accept', text: '只赔一半？' })
    const page = await story.page(seen.id)
    expect([page.state, page.messages.at(-1)?.text]).toEqual(['resolved', '已在查询页面认可答复。'])

    const rating = await switchTo('en', trackAt, { ...here, stars: '4', text: '谢谢' })
    expect(rating.text).toContain('value="4" required checked')
    expect(rating.text).toContain('>谢谢</textarea>')
    // What one act leaves unsent stays for the other.
    const rated = await send(trackAt, { ...here, act: 'rate', stars: '3', text: '谢谢' })
    expect(rated.text).toContain('>谢谢</textarea>')
    const added = await send(trackAt, { ...here, act: 'add', stars: '5', text: '谢谢' })
    expect(added.text).toContain('value="5" required checked')
    expect(added.text).not.toContain('>谢谢</textarea>')
    // The stars given lie folded up, also in another language; others chosen are in sight.
    expect((await switchTo('en', trackAt, { ...here, stars: '3' })).text).toContain('<details>')
    expect((await switchTo('en', trackAt, { ...here, stars: '2' })).text).toContain('<details open>')
    const stars = await app.owner.selectFrom('complaints.rating').select('stars').execute()
    expect(stars).toEqual([{ stars: 3 }])
  })
})
