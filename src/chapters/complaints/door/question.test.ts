import { beforeEach, describe, expect, test } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'

const app = await startApp({ env: { PUBLIC_QUESTION: 'true' } })
const monday = '2026-03-02T01:00:00.000Z'
beforeEach(() => app.clock.set(monday))

const at = '/public/complaints/at/HD-SH'
const filled = {
  ...{ description: '材料交了一个月没有办。', kind: 'delay', service_key: '', service_on: '2026-03-01' },
  ...{ name: '沈国强', phone: '13901860213', email: '' },
}
const numbers = [...'零一二三四五六七八九']

/** The form as somebody without a script gets it, with its sum worked out by reading it. */
async function opened() {
  const text = await (await fetch(app.url + at, { headers: { 'accept-language': 'zh-CN' } })).text()
  const [, one, other] = /([一二三四五六七八九])加([一二三四五六七八九])等于几/.exec(text)!
  const [, sum] = /name="sum" value="([^"]+)"/.exec(text)!
  return { sum: sum!, answer: numbers.indexOf(one!) + numbers.indexOf(other!), text }
}
async function send(fields: Record<string, string>) {
  const form = new FormData()
  for (const [key, value] of Object.entries({ ...filled, ...fields })) form.append(key, value)
  const answer = await fetch(app.url + at, {
    ...{ method: 'POST', body: form, headers: { 'accept-language': 'zh-CN' } },
  })
  return { status: answer.status, text: await answer.text() }
}

describe('a door that asks for a sum', () => {
  test('refuses a form without it or with a wrong one in a sentence, and keeps what was written', async () => {
    const { sum, answer } = await opened()
    for (const fields of [
      {},
      { sum },
      { sum, sum_answer: String(answer + 1) },
      { sum: 'x.y.z', sum_answer: '3' },
    ]) {
      const { status, text } = await send(fields as Record<string, string>)
      expect(status).toBe(422)
      expect(text).toContain('没有答对下面的算式')
      expect(text).toContain('材料交了一个月没有办。</textarea>')
      expect(text).toContain('value="沈国强"')
      expect(text).toMatch(/name="sum" value="/)
      expect(text).toContain('<a href="#sum_answer">算式</a>')
      expect(text).toContain(
        'id="sum_answer" name="sum_answer" aria-invalid="true" aria-describedby="sum_answer-fault"',
      )
    }
  })

  test('takes it with the answer, in full-width figures too; once, and for two hours; the answer is nowhere on the page', async () => {
    const { sum, answer, text } = await opened()
    expect(text).not.toMatch(new RegExp(`<script(?! type="module" src="/public/)|value="${answer}"`))
    const fullWidth = String(answer).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)))
    const taken = await send({ sum, sum_answer: fullWidth })
    expect(taken.status).toBe(200)
    expect(taken.text).toMatch(/TS-2026-\d{6}/)
    expect((await send({ sum, sum_answer: String(answer) })).status).toBe(422)
    const late = await opened()
    app.clock.advance(121 * 60_000)
    expect((await send({ sum: late.sum, sum_answer: String(late.answer) })).status).toBe(422)
  })
})
