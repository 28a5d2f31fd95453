import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Browser, Page, Request } from 'playwright-core'
import { runnerImport } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CastUser } from '../../db/seed/cast.ts'
import type { routes as allPages } from '../../src/app/web/routes.ts'
import { applicationStates } from '../../src/chapters/establishment/application/contract.ts'
import { uploadNetwork } from '../../src/chapters/establishment/network/contract.ts'
import { createRole } from '../../src/kernel/administration/role/contract.ts'
import { violationsOn } from '../support/axe.ts'
import { desk, openBrowser, phone, sit } from '../support/browser.ts'
import { startDemo } from '../support/demo.ts'
import { intakeStoryOf, rowOf, sheetOf } from '../support/intake-story.ts'
import { simplifiedIn } from '../support/simplified.ts'
import { typedWords, withoutTyped } from '../support/typed.ts'

// Node alone doesn't read .tsx.
const { routes } = (
  await runnerImport<{ routes: typeof allPages }>(join(import.meta.dirname, '../../src/app/web/routes.ts'))
).module
const app = await startDemo()
const samples = await sampleIds()
let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** Whoever sees the most of a page; the administrator where it is theirs alone, and whom its sample names. */
const seer = (path: string): CastUser => {
  const named = samples[path]?.seer
  if (named) return named as CastUser
  if (path.startsWith('/administration') || ['/organisations/import', '/trail', '/people/new'].includes(path))
    return 'shen.jing'
  return /^\/establishment\/applications\/\$id\/(edit|amend)$/.test(path) ? 'li.wei' : 'zhou.ting'
}
const pages = routes.flatMap((route) => {
  const address = fill(route.path)
  return address === undefined || route.public ? [] : [{ path: route.path, address, user: seer(route.path) }]
})

test('every page with an id has a sample to show', () => {
  const blank = routes.filter((route) => !route.public && fill(route.path) === undefined)
  expect(blank.map((route) => route.path)).toEqual([])
})

test('the demo network is as large and as old as it is said to be, with an application in every state', async () => {
  const { rows } = await sql<{ organisations: number; people: number; days: number; states: string[] }>`
    select (select count(*)::int from kernel.organisation) organisations,
      (select count(*)::int from kernel.person) people,
      (select max(at)::date - min(at)::date from kernel.trail_entry) days,
      (select array_agg(distinct state order by state) from establishment.application) states`.execute(
    app.owner,
  )
  const [demo] = rows
  expect(demo!.organisations).toBeGreaterThanOrEqual(40)
  expect(demo!.people).toBeGreaterThanOrEqual(150)
  expect(demo!.days).toBeGreaterThanOrEqual(2 * 365)
  expect(demo!.states.sort()).toEqual([...applicationStates].sort())
})

const chineseIn = (text: string) => text.match(/\p{Script=Han}/gu) ?? []

/** Texts of the page that hold what they shouldn't, besides what was typed. A document in Chinese and a language's own name stay. */
async function foreignOn(
  page: Page,
  { is, typed: words }: { is: (text: string) => string[]; typed: string[] },
) {
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode
      if (!parentElement || parentElement.closest('script, style, noscript, .docx-preview')) continue
      if (parentElement.closest<HTMLElement>('[lang]')?.lang !== document.documentElement.lang) continue
      found.push(textContent ?? '')
    }
    return found
  })
  // A single character is the sign of somebody, of their name; of a customer that is all that is shown.
  const signs = new Set(words.map((word) => word.slice(0, 1)))
  const foreign = (text: string) => is(text).length > 0 && !signs.has(text.replace(/\*+$/, ''))
  return [...new Set(texts)].filter((text) => foreign(text) && is(withoutTyped(text, words)).length > 0)
}

/** What nobody typed and doesn't belong on a page in that language. */
const foreign = {
  'zh-TW': { is: simplifiedIn, typed: await typedWords(app, { english: false }) },
  en: { is: chineseIn, typed: await typedWords(app, { english: true }) },
}

/**
 * At the desk each page is loaded by its address, in Traditional Chinese; on the phone it follows upon another, as by a
 * link, in English. Simplified Chinese is what all other journeys read.
 */
describe.each([
  ['at a desk', desk, 'zh-TW', load],
  ['on a phone', phone, 'en', follow],
] as const)('%s', (_where, viewport, language, go) => {
  const windows = new Map<CastUser, Page>()
  afterAll(async () => {
    for (const page of windows.values()) await page.context().close()
  })
  const windowOf = async (user: CastUser) => {
    const known = windows.get(user)
    if (known) return known.removeAllListeners()
    const context = await sit(browser, { url: app.url, cookie: app.cookieOf(user), viewport, language })
    const made = await context.newPage()
    await made.clock.setFixedTime(app.clock.now)
    windows.set(user, made)
    return made
  }

  test.each(pages.map((one) => [one.path, one] as const))(
    '%s is complete, quiet, accessible and in one language',
    async (_path, { address, user }) => {
      const page = await windowOf(user)
      const { faults, quiet } = listen(page)
      await go(page, address)
      await quiet()
      expect(faults).toEqual([])
      // Not found, no right to it, not now: what is all a page says, and no sight of the page itself.
      expect(await page.locator('.notice h1').allTextContents()).toEqual([])
      const width = () => page.evaluate(() => document.documentElement.scrollWidth)
      await expect
        .poll(width, { timeout: 5000, message: 'nothing is wider than the window' })
        .toBeLessThanOrEqual(viewport.width)
      expect(await stickingOut(page)).toEqual([])
      expect(await violationsOn(page)).toEqual([])
      expect(await foreignOn(page, foreign[language])).toEqual([])
    },
    40_000,
  )
})

test.each([
  ['/sign-in', '登录'],
  ['/setup/a-link-that-was-never-given', '链接已失效'],
  ['/welcome/a-link-that-was-never-given', '链接已失效'],
  ['/setup/cut-off', '链接已失效'],
])('%s, before anybody is signed in, is accessible too', async (path, word) => {
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
  await page.goto(app.url + path)
  await page.getByRole('heading', { level: 1, name: word }).waitFor()
  expect(await violationsOn(page)).toEqual([])
  await page.context().close()
})

/** Cards and sections of a form whose words run over their edge, out of sight or into the next. */
function stickingOut(page: Page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('.list-card, .form-section')]
      .filter((one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight)
      .map((one) => one.textContent),
  )
}

async function load(page: Page, address: string) {
  await page.goto(`${app.url}${address}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

/** From the page that stands there; its heading, which the next one takes away, is no sign that the next one is there. */
async function follow(page: Page, address: string) {
  if (page.url() === 'about:blank') return load(page, address)
  await page.evaluate((to) => {
    for (const one of document.querySelectorAll('h1')) one.dataset.left = ''
    history.pushState({}, '', to)
  }, address)
  await page.getByRole('heading', { level: 1 }).and(page.locator(':not([data-left])')).first().waitFor()
}

/**
 * What a page complains of: errors on the console, failures inside, requests that were refused. `quiet` waits until it
 * has asked for nothing for a while, but for the stream that stays open.
 */
function listen(page: Page) {
  const faults: string[] = []
  const asked = new Set<Request>()
  page.on('request', (request) => request.resourceType() !== 'eventsource' && asked.add(request))
  page.on('requestfinished', (request) => asked.delete(request))
  page.on('requestfailed', (request) => asked.delete(request))
  const quiet = async () => {
    for (let still = 0; still < 6; still = asked.size === 0 ? still + 1 : 0) await sleep(50)
  }
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  // The map, the fonts and everything else come with the app: it works with the network unplugged.
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(app.url))
      faults.push(`asks elsewhere: ${request.url()}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`)
  })
  return { faults, quiet }
}

function fill(path: string): string | undefined {
  if (!path.includes('$')) return path
  const sample = Object.entries(samples).find(([prefix]) => path.startsWith(prefix) && prefix.includes('$'))
  const exact = samples[path] ?? sample?.[1]
  if (!exact) return undefined
  return path.replace(/\$(\w+)/g, (_, name: string) => exact[name] ?? '')
}

/** Ids of the demo to open each page with. */
async function sampleIds(): Promise<Record<string, Record<string, string>>> {
  const one = async (text: string) => {
    const { rows } = await sql.raw<Record<string, string>>(text).execute(app.owner)
    return rows[0]
  }
  const found: Record<string, Record<string, string> | undefined> = {
    '/establishment/applications/$id/visits/$visit_id': await one(
      'select application_id id, id visit_id from establishment.site_visit order by created_at desc limit 1',
    ),
    '/establishment/applications/$id/edit': await one(
      `select a.id from establishment.application a join kernel.person p on p.id = a.applicant_id
       where state = 'draft' and p.name = '李薇'`,
    ),
    '/establishment/applications/$id/amend': await one(
      `select a.id from establishment.application a join kernel.person p on p.id = a.applicant_id
       where state = 'recommended' and p.name = '李薇'`,
    ),
    '/establishment/applications/$id': await one(
      "select id from establishment.application where state = 'issued' limit 1",
    ),
    '/complaints/terms/$sort/$key': { sort: 'cause', key: 'people.skill' },
    '/complaints/templates/$id': await one('select id from complaints.template limit 1'),
    '/complaints/import/$id': { id: (await importComplaints()).id },
    '/complaints/$id': await one("select id from complaints.complaint where state = 'investigating' limit 1"),
    '/establishment/changes/$id/edit': await one("select id from establishment.change where state = 'draft'"),
    '/establishment/changes/$id': await one(
      "select id from establishment.change where state = 'in_review' limit 1",
    ),
    '/establishment/changes/$id/hand-over': await one(
      "select id from establishment.change where state = 'in_handover' limit 1",
    ),
    '/establishment/changes/$id/correct': await one(
      "select id from establishment.change where state = 'completed' and kind = 'scope' limit 1",
    ),
    '/organisations/$id/change/$kind': await one(
      `select id, 'head' kind from kernel.organisation o where kind = 'branch' and life = 'active' and not exists (
         select from establishment.change c where c.org_id = o.id and c.state not in ('completed', 'rejected', 'withdrawn'))
       limit 1`,
    ),
    '/organisations/$id': await one("select id from kernel.organisation where code = 'HD-SH'"),
    '/approvals/$id': await one('select id from kernel.approval_request order by id desc limit 1'),
    '/administration/flows/$id': await one('select id from kernel.approval_flow limit 1'),
    '/administration/calendars/$id': await one('select id from kernel.calendar limit 1'),
    '/administration/forms/$id': await one('select id from kernel.form limit 1'),
    '/administration/roles/$key': await makeRole(),
    '/administration/accounts/$id': { id: app.person('li.wei').account_id },
    '/administration/webhooks/$id': await one('select id from kernel.webhook limit 1'),
    '/documents/$id': await one('select id from kernel.issued_document limit 1'),
    '/establishment/licences/$id': await one('select id from establishment.licence limit 1'),
    '/organisations/import/$id': { id: (await importNetwork()).id },
    '/indicators/$id/bring-in': await one(
      "select id from kernel.indicator where key = 'complaints.services'",
    ),
    '/regulation/standing/$clause': { clause: '2.2.4' },
    '/indicators/$id': await one("select id from kernel.indicator where key = 'issues.rectified_on_time'"),
    '/issues/$id/plan': await one(
      `select i.id, split_part(a.email, '@', 1) seer from kernel.issue i
       join kernel.account a on a.person_id = i.responsible_id where i.state = 'rectifying' limit 1`,
    ),
    '/issues/$id/measures': await one(
      `select m.issue_id id, split_part(a.email, '@', 1) seer from kernel.issue_measure m
       join kernel.account a on a.person_id = m.person_id where m.done_at is null limit 1`,
    ),
    '/issues/$id': await one("select id from kernel.issue where state = 'returned' limit 1"),
    '/people/$id': await one("select id from kernel.person where name = '李薇'"),
  }
  return Object.fromEntries(
    Object.entries(found).filter(
      (entry): entry is [string, Record<string, string>] => entry[1] !== undefined,
    ),
  )
}

/** A custom role: built-in ones have no page to change them. */
function makeRole() {
  const body = { title: '档案专员', title_en: 'Records clerk', permissions: ['people.record.read'] }
  return app.as('shen.jing').call(createRole, { body })
}

/** Complaints of another system, checked row by row: some may come in, one is refused. */
async function importComplaints() {
  const intake = intakeStoryOf(app)
  const rows = [rowOf({ 外部编号: 'S-1', 投诉人: '钱多多' }), rowOf({ 机构: '', 严重程度: '9' })]
  return intake.check(await intake.upload(sheetOf(rows)))
}

/** A list of organisations, checked row by row and waiting to be imported. */
async function importNetwork() {
  const bytes = readFileSync(
    join(import.meta.dirname, '../../src/chapters/establishment/network/fixtures/network.csv'),
  )
  const admin = app.as('shen.jing')
  return admin.upload(uploadNetwork, { file: { name: 'network.csv', bytes } })
}
