import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import * as contract from '../../src/chapters/complaints/complaint/contract.ts'
import { listComplaints, propose } from '../../src/chapters/complaints/complaint/contract.ts'
import { startApp } from '../support/app.ts'
import { violationsOn } from '../support/axe.ts'
import { openBrowser, phone, sit } from '../support/browser.ts'
import { complaintStoryOf } from '../support/complaint-story.ts'

const app = await startApp({ now: new Date().toISOString(), env: { MAX_UPLOAD_MB: '1' } })
const browser = await openBrowser()
afterAll(() => browser.close())
const reader = await browser.newPage({ viewport: phone, isMobile: true })
const story = complaintStoryOf(app)
const shanghai = app.org('上海分公司')

/** A phone nobody is signed in on, whose browser runs no script unless told. */
async function takePhone(language: string, { scripts = false } = {}) {
  const context = await browser.newContext({
    viewport: phone,
    locale: language,
    isMobile: true,
    hasTouch: true,
    javaScriptEnabled: scripts,
  })
  return context.newPage()
}

/** Nothing to scroll sideways for, nothing too small for a finger, nothing axe objects to. */
async function isFitForThePhone(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
  const small = await page
    .locator('button:visible, input:visible:not([type=radio]), select:visible, textarea:visible')
    .evaluateAll((all) =>
      all.filter((one) => one.getBoundingClientRect().height < 40).map((one) => one.outerHTML),
    )
  expect(small).toEqual([])
  // The check is a script itself: it reads the same markup on another page.
  await reader.setContent(await page.content())
  expect(await violationsOn(reader)).toEqual([])
}

async function photoOf(page: Page) {
  return { name: '收据.png', mimeType: 'image/png', buffer: await page.screenshot() }
}

test('a stranger files a complaint on a phone without an account or a script, tracks it, adds, objects, accepts and rates', async () => {
  const page = await takePhone('zh-CN')
  const before = await app.as('zhou.ting').call(listComplaints, { query: {} })
  await page.goto(`${app.url}/public/complaints`)
  await page.getByRole('searchbox').or(page.locator('input[name=q]')).first().fill('上海')
  await page.locator('form button').first().tap()
  const found = page.getByRole('link', { name: '上海分公司' })
  await found.waitFor()
  await isFitForThePhone(page)
  await found.tap()
  await page.getByLabel('发生了什么？').waitFor()
  await isFitForThePhone(page)

  await page.getByLabel('发生了什么？').fill('材料交了一个月，社保还没有办上。')
  await page.locator('select[name=kind]').selectOption('delay')
  await page.locator('input[name=name]').fill('沈国强')
  await page.locator('input[name=phone]').fill('13901860213')
  await page.locator('input[type=file]').setInputFiles(await photoOf(page))
  await page.getByRole('button', { name: '提交', exact: true }).tap()
  await page.getByText('请记下编号和查询码').waitFor()
  const [number = '', code = ''] = await page.locator('dd.code').allTextContents()
  expect([number, code]).toEqual([
    expect.stringMatching(/^TS-\d{4}-\d{6}$/),
    expect.stringMatching(/^[A-Z0-9]{10}$/),
  ])
  await isFitForThePhone(page)
  // A phone that restores the tab sends the form again.
  await page.reload()
  await page.getByText('请记下编号和查询码').waitFor()
  expect(await page.locator('dd.code').allTextContents()).toEqual([number, code])
  expect(page.url()).not.toContain(code)
  const made = await app.as('zhou.ting').call(listComplaints, { query: {} })
  expect(made.total).toBe(before.total + 1)

  const { items } = await app.as('zhou.ting').call(listComplaints, { query: { q: number } })
  const id = items[0]!.id
  expect((await story.page(id)).files).toMatchObject([{ name: '收据.png', type: 'image/png' }])
  expect(items[0]!.organisation.id).toBe(shanghai.id)

  // The link has the number; the code is typed, as it is read from a screenshot.
  const track = async () => {
    await page.goto(`${app.url}/public/complaints/track?number=${number}`)
    expect(await page.locator('input[name=number]').inputValue()).toBe(number)
    await page.locator('input[name=code]').fill(code.toLowerCase())
    await page.locator('form button').first().tap()
    await page.getByText(number).first().waitFor()
  }
  await track()
  await isFitForThePhone(page)
  await page.getByLabel('您想补充的内容').fill('昨天又打了一次电话，没有人接。')
  await page.locator('input[type=file]').setInputFiles({ ...(await photoOf(page)), name: '通话记录.png' })
  await page.locator('button[value=add]').tap()
  await page.getByText('已收到您补充的内容').waitFor()
  await page.locator('p.said', { hasText: '昨天又打了一次电话，没有人接。' }).waitFor()

  await story.assign(id, 'chen.hao')
  await story.say(id, contract.acknowledge)
  await story.step(id, contract.investigate)
  await story.say(id, propose, 'chen.hao', '材料已补报，下月起生效。')
  await track()
  await page.getByText('材料已补报，下月起生效。').waitFor()
  await isFitForThePhone(page)
  await page.getByLabel('为什么不认可？').fill('少缴的一个月怎么办？')
  await page.locator('button[value=object]').tap()
  await page.getByText('您不认可答复，我们会重新核实').waitFor()
  expect((await story.page(id)).state).toBe('investigating')

  await story.say(id, propose, 'chen.hao', '少缴的一个月由我们补足。')
  await track()
  await page.locator('button[value=accept]').tap()
  await page.locator('input[name=stars][value="4"]').check()
  expect((await story.page(id)).state).toBe('resolved')
  await isFitForThePhone(page)
  await page.locator('main button[value=rate]').tap()
  await page.getByText('感谢您的评价').waitFor()
  await page.getByText('4 满意').first().waitFor()
  expect(await page.locator('input[name=stars]').first().isVisible()).toBe(false)
  await page.getByText('修改评价').tap()
  expect(await page.locator('input[name=stars]:checked').getAttribute('value')).toBe('4')
  const ratings = await app.owner.selectFrom('complaints.rating').select(['complaint_id', 'stars']).execute()
  expect(ratings).toEqual([{ complaint_id: id, stars: 4 }])
  await isFitForThePhone(page)
  await theHistoryNamesTheCustomer(id)
})

/** What the customer did themselves is said to be theirs, their file is called by its name, and they themselves by none. */
async function theHistoryNamesTheCustomer(id: string) {
  const context = await sit(browser, { url: app.url, cookie: app.cookieOf('zhou.ting') })
  const page = await context.newPage()
  await page.goto(`${app.url}/complaints/${id}`)
  const history = page.locator('.timeline')
  for (const act of ['提出投诉', '补充内容', '不认可答复', '认可答复', '作出评价'])
    await history
      .getByText(new RegExp(`^客户\\s*${act}`))
      .first()
      .waitFor()
  expect(await history.getByRole('link', { name: '通话记录.png' }).getAttribute('href')).toMatch(
    /^\/api\/files\//,
  )
  const text = await history.innerText()
  expect(text).not.toMatch(/[0-9a-f]{64}|系统 ?(客户|提出|补充)|沈国强/)
  await context.close()
}

test.each([
  ['zh-TW', '發生了什麼？', false],
  ['en', 'What happened?', true],
])(
  'the same in %s: what is faulty is said beside everything that was written',
  async (language, what, scripts) => {
    const page = await takePhone(language, { scripts })
    await page.goto(`${app.url}/public/complaints/at/${shanghai.code}`)
    await page.getByLabel(what).fill('Nobody answers the telephone.')
    await page.locator('select[name=kind]').selectOption('delay')
    await page.locator('input[name=phone]').fill('12')
    await page.locator('form button').last().tap()
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel(what).inputValue()).toBe('Nobody answers the telephone.')
    await page.locator('#refused:focus').waitFor()
    await isFitForThePhone(page)
    await page.getByRole('alert').getByRole('link').tap()
    await page.locator('input[name=phone]:focus').fill('')
    if (scripts) await onlyWhatIsTakenIsSentOnce(page)
  },
)

/** Where scripts run: a file too large is named as it is chosen and holds the form back, which then goes once and says so. */
async function onlyWhatIsTakenIsSentOnce(page: Page) {
  const said: string[] = []
  page.on('console', (line) => said.push(line.text()))
  page.on('pageerror', (fault) => said.push(fault.message))
  const sent: (() => void)[] = []
  await page.route('**/at/**', (route) => void sent.push(() => void route.continue()))
  const files = page.locator('input[type=file]')
  const send = page.getByRole('button', { name: 'Send', exact: true })
  const photo = await photoOf(page)
  const film = { name: 'film.txt', mimeType: 'text/plain', buffer: Buffer.alloc(1_240_000, 'x') }
  await files.setInputFiles([photo, film])
  await page.getByText('“film.txt” is 1.3 MB; a file may be 1 MB at most.').waitFor()
  await isFitForThePhone(page)
  await send.tap()
  await page.locator('input[type=file]:focus[aria-invalid=true]').waitFor()
  await files.setInputFiles(Array.from({ length: 6 }, () => photo))
  await page.getByText('You chose 6 files; 5 at most go at once.').waitFor()
  await files.setInputFiles([photo, film])
  await page.getByRole('button', { name: 'Leave out what is too much' }).tap()
  await page.locator('input[type=file]:focus:not([aria-invalid])').waitFor()
  expect(await page.locator('#files-fault').textContent()).toBe('')
  // Pressed again while it is on its way, then stopped: what the page says each time.
  await page.route('**/on-its-way', async (route) => {
    await expect.poll(() => sent.length).toBe(1)
    await route.fulfill({ body: '' })
  })
  await send.evaluate((button: HTMLElement) => {
    const say = (what: string) => console.info(`${what}: ${document.querySelector('.sending')?.textContent}`)
    addEventListener('submit', (event) => say(event.defaultPrevented ? 'held' : 'goes'))
    const pressAgainAndStop = async () => {
      await fetch('/on-its-way')
      button.click()
      window.stop()
      say('stopped')
    }
    addEventListener('submit', pressAgainAndStop, { once: true })
  })
  await send.tap({ noWaitAfter: true })
  const onItsWay = 'Sending, please wait…'
  await expect.poll(() => said).toEqual([`goes: ${onItsWay}`, `held: ${onItsWay}`, 'stopped: '])
  expect(sent).toHaveLength(1)
  // Once stopped it may be sent again.
  await send.tap({ noWaitAfter: true })
  await expect.poll(() => sent.length).toBe(2)
  sent[1]!()
  await page.getByText('Please note the number and the code').waitFor()
  const kept = await app.owner.selectFrom('kernel.file').select('name').execute()
  expect(kept.filter(({ name }) => name === 'film.txt')).toEqual([])
  expect(said.slice(3)).toEqual([`goes: ${onItsWay}`])
}

test('whoever changes the language while writing and while tracking finds everything typed again; enter sends and changes none', async () => {
  const page = await takePhone('zh-CN')
  const turn = async (name: string, language: string) => {
    await page.locator('nav').getByRole('button', { name, exact: true }).tap()
    await page.locator(`html[lang=${language}]`).waitFor()
    await isFitForThePhone(page)
    expect(page.url()).not.toMatch(/name=|phone=|TS-/)
  }
  await page.goto(`${app.url}/public/complaints`)
  await page.locator('input[name=q]').fill('上海')
  await turn('English', 'en')
  expect(await page.locator('input[name=q]').inputValue()).toBe('上海')
  await page.locator('input[name=q]').press('Enter')
  await page.locator('html[lang=en]').waitFor()
  await page.locator('.list a').first().tap()
  await page.getByLabel('What happened?').waitFor()
  await page.getByLabel('What happened?').fill('材料交了\n一个月')
  await page.locator('select[name=kind]').selectOption({ index: 2 })
  const kind = await page.locator('select[name=kind]').inputValue()
  await page.locator('input[name=name]').fill('沈国强')
  await page.locator('input[type=file]').setInputFiles(await photoOf(page))
  const before = (await app.owner.selectFrom('complaints.complaint').select('id').execute()).length
  for (const [name, language, what, gone] of [
    ['繁體', 'zh-TW', '發生了什麼？', 1],
    ['简体', 'zh-CN', '发生了什么？', 0],
    ['English', 'en', 'What happened?', 0],
  ] as const) {
    await turn(name, language)
    expect(await page.getByLabel(what).inputValue()).toBe('材料交了\n一个月')
    expect(await page.locator('select[name=kind]').inputValue()).toBe(kind)
    expect(await page.locator('input[name=name]').inputValue()).toBe('沈国强')
    expect(await page.getByRole('status').count()).toBe(gone)
  }
  expect(await app.owner.selectFrom('complaints.complaint').select('id').execute()).toHaveLength(before)
  await page.locator('input[name=name]').press('Enter')
  await page.getByText('Please note the number and the code').waitFor()
  const [number = '', code = ''] = await page.locator('dd.code').allTextContents()

  await page.getByRole('link', { name: 'Follow a complaint' }).tap()
  await page.locator('input[name=code]').fill(code)
  await turn('繁體', 'zh-TW')
  expect(await page.locator('input[name=number]').inputValue()).toBe(number)
  await page.locator('input[name=code]').press('Enter')
  await page.getByLabel('您想補充的內容').fill('還有一句')
  await turn('简体', 'zh-CN')
  expect(await page.getByLabel('您想补充的内容').inputValue()).toBe('還有一句')
  await turn('English', 'en')
  await page.locator('button[value=add]').tap()
  await page.locator('p.said', { hasText: '還有一句' }).waitFor()
})

test('whoever goes back finds what they typed, sent again it is one complaint, and no page is lost', async () => {
  const page = await takePhone('zh-CN', { scripts: true })
  const what = page.locator('textarea[name=description]')
  const send = page.locator('#complaint > button')
  const taken = async () => {
    await send.tap()
    await page.locator('dd.code').first().waitFor()
    return page.locator('dd.code').allTextContents()
  }
  await page.goto(`${app.url}/public/complaints/at/${shanghai.code}`)
  await what.fill('等了一个月')
  await page.locator('select[name=kind]').selectOption('delay')
  await page.locator('input[type=file]').setInputFiles(await photoOf(page))
  await page.locator('nav').getByRole('button', { name: 'English', exact: true }).tap()
  await page.locator('html[lang=en]').waitFor()
  await page.locator('input[name=phone]').fill('12')
  await send.tap()
  await page.getByRole('alert').waitFor()
  await page.locator('input[name=phone]').fill('13901860213')
  const first = await taken()
  for (const steps of [1, 2]) {
    for (let n = 0; n < steps; n++) await page.goBack()
    expect(await what.inputValue()).toBe('等了一个月')
    await page.locator('input[name=phone]').fill('13901860213')
    expect(await taken()).toEqual(first)
  }
  await page.goBack()
  await what.fill('另一件事')
  const [number = '', code = ''] = await taken()
  expect(number).not.toBe(first[0])

  await page.locator('main a').tap()
  await page.locator('input[name=code]').fill(code)
  await page.locator('#ask > button').tap()
  await page.locator('textarea[name=text]').fill('还有一句')
  await page.locator('button[value=add]').tap()
  await page.locator('p.said', { hasText: '还有一句' }).waitFor()
  await page.reload()
  await page.locator('p.said', { hasText: '还有一句' }).waitFor()
  await page.goBack()
  expect(await page.locator('input[name=number]').inputValue()).toBe(number)
  expect(page.url()).not.toContain(code)
})
