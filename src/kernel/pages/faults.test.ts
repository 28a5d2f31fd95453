import { describe, expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'

const app = await startApp({ env: { RATE_LIMIT: '4' } })
const ask = async (path: string, language: string, method = 'GET') => {
  const answer = await fetch(app.url + path, { method, headers: { 'accept-language': language } })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

describe('what stops a request before its page', () => {
  test('an unknown organisation is a page that says so, not that something was not sent', async () => {
    const { status, text } = await ask('/public/complaints/at/XX-99', 'zh-CN')
    expect(status).toBe(404)
    expect(text).toContain('<html lang="zh-CN">')
    expect(text).not.toContain('未能完成')
    // The way on is on the page.
    expect(text).toContain('action="/public/complaints"')
  })

  test('a form sent without its files that is longer than any page asks for, and one that is none, are pages that say so', async () => {
    const send = async (body: BodyInit, type: string) => {
      const headers = { 'accept-language': 'en', 'content-type': type }
      const answer = await fetch(`${app.url}/public/complaints/track`, { method: 'POST', body, headers })
      return [
        answer.status,
        answer.headers.get('content-type'),
        (await answer.text()).includes('<html lang="en">'),
      ]
    }
    const plain = 'application/x-www-form-urlencoded'
    const page = 'text/html; charset=utf-8'
    expect(await send(`only=form&text=${'x'.repeat(250_000)}`, plain)).toEqual([400, page, true])
    expect(await send('only=form&__proto__=x&number=%E0%A4%A', plain)).toEqual([200, page, true])
    expect(await send('number=A&code=B', plain)).toEqual([400, page, true])
  })

  test('too many requests are answered by a page in the reader’s language, with a way to the others; the API by a problem document', async () => {
    for (let n = 0; n < 5; n++) await ask('/public/complaints', 'en')
    for (const [language, word] of [
      ['zh-CN', '操作过于频繁'],
      ['zh-TW', '操作過於頻繁'],
      ['en', 'Too many requests'],
    ] as const) {
      const { status, headers, text } = await ask(`/public/complaints?lang=${language}`, 'en')
      expect([status, headers.get('content-type')]).toEqual([429, 'text/html; charset=utf-8'])
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
      expect(text).toContain(`<html lang="${language}">`)
      expect(text).toContain(word)
    }
    const sent = await ask('/public/complaints/track', 'zh-CN', 'POST')
    expect(sent.text).toContain('如果填写的内容已不在，请重新填写')
    const { headers } = await ask('/api/session', 'en')
    expect(headers.get('content-type')).toContain('application/problem+json')
  })
})
