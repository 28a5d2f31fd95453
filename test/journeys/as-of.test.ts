import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renewLicence } from '../../src/chapters/establishment/registers/expiry/contract.ts'
import { licences } from '../../src/chapters/establishment/registers/licences.ts'
import { setPremises } from '../../src/chapters/establishment/registry/set-premises.ts'
import { grantRole } from '../../src/kernel/administration/assignment/contract.ts'
import { dayIn } from '../../src/kernel/calendar/working-days.ts'
import { createOrganisation } from '../../src/kernel/org/create.ts'
import { moveOrganisation } from '../../src/kernel/org/move.ts'
import { renameOrganisation } from '../../src/kernel/org/rename.ts'
import { appointHead } from '../../src/kernel/people/appoint-head.ts'
import { startApp } from '../support/app.ts'
import { violationsOn } from '../support/axe.ts'
import { desk, openBrowser, phone, sit } from '../support/browser.ts'
import { changeStoryOf } from '../support/change-story.ts'

const app = await startApp()
let browser: Browser
let path: string
beforeAll(async () => {
  const at = (day: string) => app.clock.set(`${day}T02:00:00.000Z`)
  at('2026-01-05')
  const [east, north] = [app.org('华东区').id, app.org('华北区').id]
  const { id } = await app.system((ctx) =>
    createOrganisation(ctx, { kind: 'branch', name: '昔日分公司', parent_id: east, life: 'active' }),
  )
  const headed = (user: 'wang.lei' | 'xu.wen', starts_on: string) =>
    app.system((ctx) => appointHead(ctx, { org_id: id, person_id: app.person(user).id, starts_on }))
  const housed = (address: string, scope: string) =>
    app.system((ctx) => setPremises(ctx, { org_id: id, address, scope }))
  await headed('wang.lei', '2026-01-05')
  await housed('世纪大道 8 号', '财税咨询')
  at('2026-06-01')
  await app.system((ctx) => renameOrganisation(ctx, { id, name: '今日分公司', name_en: null }))
  await app.system((ctx) => moveOrganisation(ctx, { id, parent_id: north }))
  await headed('xu.wen', '2026-06-01')
  await housed('张江路 1 号', '人事代理')
  at('2026-08-03')
  path = `/organisations/${id}`
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const then = ['昔日分公司', '华东区', '王磊', '世纪大道 8 号', '财税咨询']
const now = ['今日分公司', '华北区', '许雯', '张江路 1 号', '人事代理']

async function tells(page: Page, facts: string[]) {
  const [name, parent, head, ...premises] = facts
  await page.getByRole('heading', { level: 1, name: name! }).waitFor()
  await page.getByRole('navigation', { name: '上级' }).getByText(parent!).waitFor()
  const main = page.getByRole('main')
  await main.getByRole('link', { name: head! }).first().waitFor()
  for (const fact of premises) await main.getByText(fact).first().waitFor()
}

test.each([
  ['at a desk', desk],
  ['at 390 px', phone],
])(
  'an organisation is read as of a day, by keyboard, %s: name, parent, head, premises, scope',
  async (_, viewport) => {
    const context = await sit(browser, { url: app.url, cookie: app.cookieOf('zhou.ting'), viewport })
    const page = await context.newPage()
    const said: string[] = []
    page.on(
      'console',
      (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()),
    )
    await page.goto(`${app.url}${path}`)
    await tells(page, now)
    await page.getByLabel('查看某日').focus()
    await page.keyboard.type('2026-05-31')
    await page.keyboard.press('Enter')
    await page.waitForURL(`${app.url}${path}?on=2026-05-31`)
    await tells(page, then)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    )
    await page.reload()
    await tells(page, then)
    await page.getByRole('link', { name: '回到今天' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(`${app.url}${path}`)
    await tells(page, now)
    expect(said).toEqual([])
    await context.close()
  },
)

test('a licence that was renewed leads to the one that holds now, and that one back', async () => {
  const org_id = app.org('上海分公司').id
  const head = app.as('li.wei')
  const paper = { number: 'XK-2021', issued_by: '市监局', issued_on: '2021-09-01', expires_on: '2026-08-31' }
  const { id, version } = await head.call(licences.endpoints.create, {
    body: { org_id, kind: 'industry', ...paper },
  })
  const made = await head.call(renewLicence, {
    params: { id },
    body: {
      version,
      ...paper,
      number: 'XK-2026',
      issued_on: '2026-08-03',
      expires_on: '2031-08-31',
    } as never,
  })
  for (const viewport of [desk, phone]) {
    const context = await sit(browser, { url: app.url, cookie: app.cookieOf('li.wei'), viewport })
    const page = await context.newPage()
    await page.goto(`${app.url}/establishment/licences/${id}`)
    const notice = page.locator('.record-notice')
    await notice.getByText('已续办，现行证照为').waitFor()
    expect(await violationsOn(page)).toEqual([])
    await notice.getByRole('link', { name: 'XK-2026' }).click()
    await page.waitForURL(`**/establishment/licences/${made.id}`)
    await notice.getByText('本证照接替了').waitFor()
    await notice.getByRole('link', { name: 'XK-2021' }).click()
    await page.waitForURL(`**/establishment/licences/${id}`)
    await context.close()
  }
})

test('a day ahead says that it is, and tells what was approved and holds by then, from when and with the way to it', async () => {
  const org_id = app.org('广州分公司').id
  const story = changeStoryOf(app)
  const what = { kind: 'name', proposal: { name: '广州天河分公司', name_en: null } } as const
  const id = await story.agreed({ by: 'luo.ying', org_id, what, effective_on: '2026-09-20' }, [
    'zhou.ting',
    'gu.mingyuan',
  ])
  await story.filed({ by: 'luo.ying', org_id, what: { kind: 'scope', proposal: { scope: '未决' } } })
  for (const viewport of [desk, phone]) {
    const context = await sit(browser, { url: app.url, cookie: app.cookieOf('zhou.ting'), viewport })
    const page = await context.newPage()
    await page.goto(`${app.url}/organisations/${org_id}?on=2026-09-20`)
    const notice = page.locator('.record-notice')
    await notice.getByText('2026年9月20日 还没有到').waitFor()
    const decided = notice.getByRole('region', { name: '已批准、到当日已生效的变更' })
    await decided.getByText('名称：广州分公司 → 广州天河分公司').waitFor()
    await decided.getByText('自 2026年9月20日 起').waitFor()
    expect(await notice.getByText('今天仍然相同').count()).toBe(0)
    expect(await notice.getByText('服务范围：').count()).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    )
    expect(await violationsOn(page)).toEqual([])
    await decided.getByRole('link').click()
    await page.waitForURL(`**/establishment/changes/${id}`)
    // The day before it nothing of it holds, and of today nothing is ahead.
    await page.goto(`${app.url}/organisations/${org_id}?on=2026-09-19`)
    await notice.getByText('没有已批准、到当日生效的变更。').waitFor()
    await page.goto(`${app.url}/organisations/${org_id}?on=2026-08-03`)
    await notice.getByText('这些内容今天仍然相同。').waitFor()
    expect(await notice.getByText('还没有到').count()).toBe(0)
    await context.close()
  }
})

test('whoever may not read the filings of an organisation is told that they aren’t shown', async () => {
  const shanghai = app.org('上海分公司').id
  await app.as('shen.jing').call(grantRole, {
    body: {
      ...{ person_id: app.person('zheng.kai').id, role_key: 'staff', organisation_id: shanghai },
      ...{ with_subtree: false, starts_on: dayIn('Asia/Shanghai', app.clock.now), ends_on: null },
    },
  })
  const context = await sit(browser, { url: app.url, cookie: app.cookieOf('zheng.kai') })
  const page = await context.newPage()
  await page.goto(`${app.url}/organisations/${shanghai}?on=2027-01-20`)
  const notice = page.locator('.record-notice')
  await notice.getByText('只有可查看变更申请的人员才能看到').waitFor()
  expect(await notice.getByText('没有已批准').count()).toBe(0)
  await context.close()
})
