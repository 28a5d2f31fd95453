import { afterAll, expect, test } from 'vitest'
import * as contract from '../../src/chapters/complaints/complaint/contract.ts'
import { fetchMail } from '../../src/kernel/mail/in/fetch.ts'
import { startApp } from '../support/app.ts'
import { violationsOn } from '../support/axe.ts'
import { desk, openBrowser, phone, sit } from '../support/browser.ts'
import { startImapServer } from '../support/imap-server.ts'

const imap = await startImapServer()
const app = await startApp({ now: new Date().toISOString(), env: { IMAP_URL: imap.url } })
const browser = await openBrowser()
afterAll(() => browser.close())

const first = '<first@hexin.example>'
imap.deliver({
  ...{ id: first, subject: '发票一直没有开', text: '上月付了款，发票一直没有开。' },
  files: [{ name: '付款回执.exe', bytes: Buffer.from('MZ') }],
})
imap.deliver({ text: '发票抬头写错了也没关系。', head: [`In-Reply-To: ${first}`] })
imap.deliver({ from: '"别人" <other@hexin.example>', text: '我撤诉', head: [`In-Reply-To: ${first}`] })
imap.deliver({ from: '"陈经理"', subject: '看不出是谁写的', to: 'complaints@hengyuan.example' })
imap.deliver({ subject: '自动回复：休假中', head: ['Auto-Submitted: auto-replied'] })
await fetchMail(app.kernel)
const { items } = await app.as('zhou.ting').call(contract.listComplaints)

const looks = [
  [desk, 'zh-CN'],
  [phone, 'en'],
] as const
const open = async (path: string, [viewport, language]: (typeof looks)[number]) => {
  const context = await sit(browser, { url: app.url, cookie: app.cookieOf('zhou.ting'), viewport, language })
  const page = await context.newPage()
  await page.goto(app.url + path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

test.each(looks)(
  'a desk worker sees e-mail words within the conversation, and whose they are (%o)',
  async (...look) => {
    const page = await open(`/complaints/${items[0]!.id}`, look)
    const talk = page.locator('.talk > li')
    expect(await talk.count()).toBe(3)
    const words = await talk.allTextContents()
    expect(words[0]).toContain('d***@hexin.example')
    expect(words[0]).toContain('付款回执.exe')
    expect(words[1]).toContain('发票抬头写错了也没关系。')
    expect(words[2]).toContain(look[1] === 'en' ? 'Somebody else, not the customer' : '他人所述，非客户本人')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look[0].width)
    expect(await violationsOn(page)).toEqual([])
    await page.context().close()
  },
)

test.each(looks)('what was not taken in is listed with the reason (%o)', async (...look) => {
  const page = await open('/mail/arrivals', look)
  await page.getByText('看不出是谁写的').first().waitFor()
  const reason = look[1] === 'en' ? 'It has no sender that could be answered' : '没有可用的发件人地址'
  await page.getByText(reason).first().waitFor()
  await page.getByText('complaints@hengyuan.example').first().waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look[0].width)
  expect(await violationsOn(page)).toEqual([])
  await page.context().close()
})

test('the desk says that it saw to a mail', async () => {
  const page = await open('/mail/arrivals?state=not_taken', looks[0])
  await page.getByText('看不出是谁写的').first().click()
  await page.getByRole('button', { name: '已处理' }).click()
  await page.getByText('没有符合条件的内容').first().waitFor()
  expect(
    (
      await app.owner
        .selectFrom('kernel.mail_arrival')
        .select('state')
        .where('state', '=', 'settled')
        .execute()
    ).length,
  ).toBe(1)
  await page.context().close()
})
