import { expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { newId } from '../../db/new-id.ts'
import * as contract from '../contract.ts'
import { issueDocument, voidDocument } from '../issue.ts'
import { drawQrCode } from '../layout/qr-code.ts'
import { partsOf } from '../read-docx.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const org_id = app.org('上海分公司').id

async function issue(n: number, more: Partial<Parameters<typeof issueDocument>[1]['document']> = {}) {
  const document = {
    layout: 'chinese' as const,
    issuer: '衡远服务集团文件',
    number: `衡门批〔2026〕${n}号`,
    title: `关于同意设立第${n}网点的批复`,
    addressee: '上海分公司',
    body: [{ kind: 'items' as const, items: ['核定开办预算：￥1,250,000.00'] }],
    signer: { organisation: '衡远服务集团' },
    date: '2026-11-23',
    ...more,
  }
  const subject = { subject_type: 'application', subject_id: newId() }
  const issued = await app.system((ctx) =>
    issueDocument(ctx, { org_id, kind: 'establishment.approval', ...subject, document }),
  )
  const params = { id: issued.id }
  const { verification } = await app.as('li.wei').call(contract.readDocumentContent, { params })
  const bytes = await app.as('li.wei').download(contract.downloadIssuedDocument, { params })
  return { ...issued, bytes, code: /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(verification ?? '')?.[0] ?? '' }
}

async function check(fields: Record<string, string>, file?: Buffer, language = 'zh-CN') {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  if (file) form.append('file', new Blob([new Uint8Array(file)]), 'a.docx')
  const answer = await fetch(`${app.url}/public/documents?lang=${language}`, { method: 'POST', body: form })
  return { status: answer.status, text: await answer.text() }
}

test('whoever holds the paper sees what was issued under it, without an account, by its number and printed code', async () => {
  const { number, code, sha256, title } = await issue(1)
  const page = await check({ number, code })
  expect(page.status).toBe(200)
  for (const said of ['真实有效', number, title, '上海分公司：', '￥1,250,000.00', '2026年11月23日', sha256])
    expect(page.text).toContain(said)
  // As it is typed on a keyboard that has neither 〔〕 nor capitals at hand.
  expect(
    (await check({ number: '衡门批 [2026] 1 号', code: code.toLowerCase().replace('-', ' ') })).status,
  ).toBe(200)
  for (const typed of ['衡门批2026 1号', '衡门批20261', '衡门批〔2026 1'])
    expect((await check({ number: typed, code })).status).toBe(200)
  // However it is typed, what it says stays another number's.
  for (const typed of ['衡门批2026 11号', '衡门批1 2026', '衡门批202601号'])
    expect((await check({ number: typed, code })).status).toBe(422)
  const english = await check({ number, code }, undefined, 'en')
  expect(english.text).toContain('Genuine')
  expect(english.text).toContain('<div class="paper" lang="zh-CN">')
})

test('whoever holds the file has it checked as well; one changed by a byte was never issued', async () => {
  const { bytes, title } = await issue(2)
  expect((await check({}, bytes)).text).toContain(title)
  const changed = await check({}, Buffer.concat([bytes, Buffer.from('.')]))
  expect(changed.status).toBe(422)
  expect(changed.text).not.toContain(title)
  expect(changed.text).toContain('<li><a href="#file">文件</a></li>')
  expect(changed.text).toMatch(/<input type="file" id="file"[^>]* aria-invalid="true"/)
  expect(changed.text.match(/aria-invalid="true"/g)).toHaveLength(1)
})

test('a voided paper is told to be void, and not why', async () => {
  const { id, number, code } = await issue(3)
  await app.system((ctx) => voidDocument(ctx, { id, reason: '文号有误' }))
  const { text } = await check({ number, code })
  expect(text).toContain('已作废')
  expect(text).not.toContain('文号有误')
})

test('a number alone tells nothing: a wrong code and a number nobody gave are answered alike, and guesses are limited', async () => {
  const [one, other] = [await issue(4), await issue(5)]
  const wrong = await check({ number: one.number, code: other.code })
  const nobodys = '衡门批〔2026〕99号'
  const nobody = await check({ number: nobodys, code: other.code })
  // But for the number as it was typed, which stands in the form below.
  expect(wrong.text).toContain(`name="number" value="${one.number}"`)
  const asTyped = (text: string) =>
    text.replaceAll(encodeURIComponent(one.number), encodeURIComponent(nobodys))
  expect(asTyped(wrong.text).replaceAll(one.number, nobodys)).toEqual(nobody.text)
  expect(wrong.status).toBe(422)
  // The sentence leads to both fields; which of them is wrong nobody is told.
  expect(wrong.text).toContain('<li><a href="#number">文号</a></li><li><a href="#code">校验码</a></li>')
  expect(wrong.text.match(/aria-invalid="true" aria-describedby="refused"/g)).toHaveLength(2)
  expect(wrong.text).not.toContain('第4网点')
  for (let guess = 0; guess < 4; guess++)
    await check({
      number: guess % 2 ? one.number : one.number.replace(/[〔〕]/g, ' '),
      code: `AAAAA-AAAA${guess + 2}`,
    })
  const right = await check({ number: one.number, code: one.code })
  expect(right.status).toBe(429)
  expect(right.text).not.toContain('第4网点')
  app.clock.advance(16 * 60_000)
  expect((await check({ number: one.number, code: one.code })).status).toBe(200)
})

test('the QR code on the paper, in its file and when printed, opens the page with number and code filled in', async () => {
  for (const [n, layout] of [
    [6, 'chinese'],
    [7, 'english'],
  ] as const) {
    const { id, number, code, bytes } = await issue(n, { layout })
    const content = await app.as('li.wei').call(contract.readDocumentContent, { params: { id } })
    const link = new URL(content.check_link!)
    expect(link.origin).toBe(app.kernel.configuration.base_url)
    expect(Object.fromEntries(link.searchParams)).toEqual({ number, code })
    expect(content.verification).toContain(code)
    const picture = [...partsOf(bytes)].find(([name]) => name.endsWith('.png'))?.[1]
    expect(picture?.equals(drawQrCode(content.check_link!))).toBe(true)
    const page = await (await fetch(app.url + link.pathname + link.search)).text()
    expect(page).toContain(`name="number" value="${number}"`)
    expect(page).toContain(`name="code" value="${code}"`)
    expect((await check({ number, code })).status).toBe(200)
  }
})

test('what the code on a paper filled in goes along into another language, in a form; nothing is looked up by it', async () => {
  const { number, code, title } = await issue(40)
  const scanned = await fetch(`${app.url}/public/documents?number=${encodeURIComponent(number)}&code=${code}`)
  const shown = await scanned.text()
  // The code lies on no disk.
  expect(scanned.headers.get('cache-control')).toBe('no-store')
  expect(shown).not.toMatch(new RegExp(`href="[^"]*${code}`))
  expect(shown).toContain(`name="code" value="${code}" required`)
  for (const given of [code, 'WRONGWRONG']) {
    const { status, text } = await check({ number, code: given, only: 'form' }, undefined, 'en')
    expect(status).toBe(200)
    expect(text).toContain(`name="code" value="${given}"`)
    expect(text).not.toContain(title)
  }
  // What was found is shown in another language as well, to whoever has the right code.
  expect((await check({ number, code })).text).toContain('formaction="/public/documents?lang=en"')
  const found = await check({ number, code, looked: '1', only: 'form' }, undefined, 'en')
  expect([found.status, found.text]).toEqual([200, expect.stringContaining('Genuine')])
  const guess = await check({ number, code: 'WRONGWRONG', looked: '1', only: 'form' }, undefined, 'en')
  expect([guess.status, guess.text.includes(title)]).toEqual([422, false])
})

test('the page asks in three languages, loads one script of ours and runs nothing of what stands in its address', async () => {
  for (const [language, word] of [
    ['zh-CN', '校验码'],
    ['zh-TW', '校驗碼'],
    ['en', 'printed on the paper'],
  ] as const) {
    const answer = await fetch(
      `${app.url}/public/documents?lang=${language}&number=A%22%3E&code=%22%3E%3Cscript%3E`,
    )
    const text = await answer.text()
    expect(text).toContain(word)
    expect(text).toContain('value="A&#34;&#62;"')
    expect(text).toContain('name="code" value="&#34;&#62;&#60;script&#62;"')
    expect(text).not.toMatch(/<script(?! type="module" src="\/public\/)|<link|<img/)
  }
})
