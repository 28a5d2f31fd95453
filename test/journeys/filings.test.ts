import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import type { CastUser } from '../../db/seed/cast.ts'
import { applyDueChanges } from '../../src/chapters/establishment/change/apply-due.ts'
import { readHandOver } from '../../src/chapters/establishment/change/hand-over/contract.ts'
import { listFilings } from '../../src/chapters/establishment/registry/filings/contract.ts'
import { openIssue } from '../../src/kernel/issues/open.ts'
import { readOrganisation } from '../../src/kernel/org/contract.ts'
import { createOrganisation } from '../../src/kernel/org/create.ts'
import { appointHead } from '../../src/kernel/people/appoint-head.ts'
import { createPerson } from '../../src/kernel/people/contract.ts'
import { endAssignment } from '../../src/kernel/people/end.ts'
import { startApp } from '../support/app.ts'
import { openBrowser, phone } from '../support/browser.ts'
import { changeStoryOf } from '../support/change-story.ts'
import { button, choose, confirm, heading, pick, press, tabTo } from '../support/gestures.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())
const { at, faultsSince } = stageOf(app, browser)
const story = changeStoryOf(app)
const step = { timeout: 120_000 }
const east = app.org('华东区').id
const management = ['zhou.ting', 'gu.mingyuan'] as const

const founded = async (kind: 'branch' | 'department', name: string, parent_id = east) =>
  (await app.system((ctx) => createOrganisation(ctx, { kind, parent_id, life: 'active', name }))).id
const read = (id: string) => app.as('zhou.ting').call(readOrganisation, { params: { id } })
const ledgerOf = async (id: string) =>
  (await app.as('zhou.ting').call(listFilings, { params: { id } })).items.map(
    ({ kind, state }) => `${kind} ${state}`,
  )
const ledger = (page: Page) => page.getByRole('region', { name: '备案' }).getByRole('listitem')
const filingOf = (page: Page) => page.url().split('/').at(-1)!

test(
  'a change of name is filed from the page of the organisation by keys alone, holds from midnight of its day, and stands in the ledger',
  step,
  async () => {
    const { id } = app.org('上海分公司')
    const page = await at('li.wei', `/organisations/${id}`)
    await heading(page, '上海分公司').waitFor()
    await tabTo(page, page.locator('.record-actions').getByRole('button', { name: '更多操作' }))
    await page.keyboard.press('Enter')
    await page.locator('[role=menuitem]:focus').waitFor()
    for (let n = 0; n < 8; n++) {
      if ((await page.locator('[role=menuitem]:focus').innerText()) === '变更名称') break
      await page.keyboard.press('ArrowDown')
    }
    await page.keyboard.press('Enter')
    await heading(page, '变更名称：上海分公司').waitFor()
    const write = async (label: string, text: string) => {
      await tabTo(page, page.getByLabel(new RegExp(`^${label}`)))
      await page.keyboard.type(text)
    }
    await write('名称', '上海浦东分公司')
    await write('英文名称', 'Shanghai Pudong Branch')
    await write('生效日', '2026-12-01')
    await page.keyboard.press('Enter')
    await write('变更原因', '迁至浦东新区')
    await write('实施方案', '生效前换好印章和门头')
    await tabTo(page, button(page, '提交'))
    await page.keyboard.press('Enter')
    await page.getByRole('list', { name: '审批流程图' }).getByText('大区意见').first().waitFor()
    const filing = filingOf(page)
    expect(await story.page(filing)).toMatchObject({ state: 'in_review', effective_on: '2026-12-01' })
    for (const user of ['chen.hao', ...management] as const) await story.answer(filing, user)

    app.clock.set('2026-11-30T15:59:59.000Z')
    await applyDueChanges(app.kernel)
    await at('li.wei', `/organisations/${id}`)
    await heading(page, '上海分公司').waitFor()
    await page.getByRole('link', { name: '变更名称 BG-2026-0001 已批准，将于 2026年12月1日 生效' }).waitFor()
    app.clock.set('2026-11-30T16:00:00.000Z')
    await applyDueChanges(app.kernel)
    await at('li.wei', `/organisations/${id}`)
    await heading(page, '上海浦东分公司').waitFor()
    await ledger(page).first().waitFor()
    expect(await ledger(page).allInnerTexts()).toEqual([
      expect.stringMatching(/^变更名称 BG-2026-0001\s+自 2026年12月1日 起\s+已生效/),
    ])
    await tabTo(page, ledger(page).getByRole('link'), 120)
    await page.keyboard.press('Enter')
    await heading(page, '变更名称：上海浦东分公司').waitFor()
    const line = page.getByRole('table', { name: '变更内容' }).getByRole('row', { name: /^名称/ })
    expect(await line.getByRole('cell').allInnerTexts()).toEqual(['名称', '上海分公司', '上海浦东分公司'])
    const before = { params: { id }, query: { on: '2026-11-30' } }
    expect((await app.as('li.wei').call(readOrganisation, before)).name).toBe('上海分公司')
    expect(faultsSince()).toEqual([])
    app.clock.set('2026-12-01T02:00:00.000Z')
  },
)

test('the same form on a phone is kept as a draft, and handed in from its page', step, async () => {
  const { id } = app.org('广州分公司')
  const page = await at('zheng.kai', `/organisations/${id}`, { viewport: phone })
  await pick(page, '变更名称')
  await heading(page, '变更名称：广州分公司').waitFor()
  await page.getByLabel(/^名称/).fill('广州天河分公司')
  await page.getByLabel('变更原因').fill('与工商登记一致')
  await page.getByLabel('实施方案').fill('批准后更换印章')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)
  const { x, y, width, height } = (await button(page, '提交').boundingBox())!
  expect(x >= 0 && x + width <= phone.width && y + height <= phone.height).toBe(true)
  await button(page, '存为草稿').tap()
  await page.getByText('草稿').first().waitFor()
  expect(await ledgerOf(id)).toEqual([])
  await button(page, '提交').tap()
  await confirm(page, '提交')
  await page.getByText('审批中').first().waitFor()
  expect(await ledgerOf(id)).toEqual(['name in_review'])
  expect(faultsSince()).toEqual([])
})

test(
  'closing is refused with counts, each of which opens its list, until there are none left',
  step,
  async () => {
    const id = await founded('branch', '舟山分公司')
    const staff = ['张晓明', '李建国'].map((name) =>
      app.as('xu.wen').call(createPerson, {
        body: { org_id: id, name, post: '客户顾问', starts_on: '2026-12-01' },
      }),
    )
    const hired = await Promise.all(staff)
    const below = await founded('department', '舟山客户部', id)
    await app.system((ctx) =>
      openIssue(ctx, {
        ...{ org_id: id, kind: 'establishment.registration.issue_overdue', title: '舟山分公司' },
        params: { registration: { zh: '税务', tw: '稅務', en: 'Tax' }, due_on: '2026-11-22' },
        ...{ severity: 'major', source: 'registration', clause: '2.2.4', link: `/organisations/${id}` },
        ...{ subject_type: 'organisation', subject_id: id, responsible_id: app.person('chen.hao').id },
      }),
    )
    const scope = { kind: 'scope', proposal: { scope: '财税咨询' } } as const
    const running = await story.filed({ by: 'chen.hao', org_id: id, what: scope })

    const page = await at('chen.hao', `/organisations/${id}`)
    await pick(page, '关闭机构')
    await heading(page, '关闭机构：舟山分公司').waitFor()
    await choose(page, '档案保管人', '王磊')
    await page.getByLabel('档案存放地点').fill('上海分公司档案室 2 号柜')
    await page.getByLabel('变更原因').fill('业务并入宁波')
    await page.getByLabel('实施方案').fill('人员转岗，客户由宁波服务')
    await press(page, '提交')
    const notice = page.locator('.record-notice')
    await notice.getByText('关闭前还须办结：').waitFor()
    const filing = filingOf(page)
    const words = () => notice.getByRole('link').allInnerTexts()
    const all = ['2 名人员在岗', '1 项未整改问题', '1 家下属机构', '1 项办理中的变更申请']
    expect(await words()).toEqual(all)
    const shows = async (word: string, title: string, rows: RegExp[]) => {
      await notice.getByRole('link', { name: word }).click()
      await heading(page, title).waitFor()
      const lines = page.locator('tbody').getByRole('row').filter({ hasText: /\S/ })
      await lines.first().waitFor()
      expect((await lines.allInnerTexts()).toSorted()).toEqual(rows.map((row) => expect.stringMatching(row)))
      await page.goBack()
      await notice.getByText('关闭前还须办结：').waitFor()
    }
    await shows(all[0]!, '人员', [/张晓明/, /李建国/])
    await shows(all[1]!, '问题台账', [/舟山分公司/])
    await shows(all[2]!, '服务机构', [/舟山客户部/])
    await notice.getByRole('link', { name: all[3]! }).click()
    await heading(page, '舟山分公司').waitFor()
    await ledger(page)
      .getByRole('link', { name: /变更服务范围/ })
      .waitFor()

    await story.withdraw(running, 'chen.hao')
    const closing = { custodian_id: app.person('wang.lei').id, records_place: '上海分公司' }
    const closed = { by: 'chen.hao', org_id: below, what: { kind: 'close', proposal: closing } } as const
    await story.agreed(closed, [...management])
    await app.owner
      .updateTable('kernel.issue')
      .set({ state: 'closed', closed_at: app.clock.now })
      .where('org_id', '=', id)
      .execute()
    await at('chen.hao', `/establishment/changes/${filing}`)
    await notice.getByText('关闭前还须办结：').waitFor()
    expect(await words()).toEqual([all[0]])
    await press(page, '提交')
    await confirm(page, '提交')
    await page.getByText('“舟山分公司”还不能关闭，尚有：2 名人员在岗。请先办结或移交。').waitFor()
    expect((await story.page(filing, 'chen.hao')).state).toBe('draft')

    app.clock.set('2026-12-02T02:00:00.000Z')
    for (const { id: person } of hired) await leave(person, id)
    await at('chen.hao', `/establishment/changes/${filing}`)
    await heading(page, '关闭机构：舟山分公司').waitFor()
    expect(await notice.innerText()).toBe('')
    await press(page, '提交')
    await confirm(page, '提交')
    await page.getByText('审批中').first().waitFor()
    for (const user of management) await story.answer(filing, user)
    await at('chen.hao', `/organisations/${id}`)
    await page.getByText('已关闭').first().waitFor()
    await page.getByText('上海分公司档案室 2 号柜').waitFor()
    const refused = '422 POST /api/establishment/changes/:id/submit'
    expect(faultsSince()).toEqual([`chen.hao: ${refused}`, `chen.hao: ${refused}`])
  },
)

test(
  'a change of head waits until the list is confirmed by both, one of them on a phone, witnessed, and the audit asked for',
  step,
  async () => {
    const org_id = await founded('branch', '湖州分公司')
    const [person_id, head_id] = [app.person('wang.lei').id, app.person('wu.min').id]
    await app.system((ctx) => appointHead(ctx, { org_id, person_id, starts_on: '2026-03-02' }))
    await founded('department', '湖州客户部', org_id)
    const filing = await story.agreed(
      { by: 'chen.hao', org_id, what: { kind: 'head', proposal: { head_id } }, effective_on: '2027-01-01' },
      [...management],
    )
    const handOver = () => app.as('chen.hao').call(readHandOver, { params: { id: filing } })
    /** From what waits in the inbox to the list. */
    const asked = async (user: CastUser, task: string, viewport?: typeof phone) => {
      const page = await at(user, '/inbox', viewport ? { viewport } : {})
      await page.getByRole('link', { name: new RegExp(task) }).click()
      await heading(page, '负责人交接：湖州分公司').waitFor()
      return page
    }
    const missing = (page: Page, what: string) => page.getByText(`还缺：${what}。办妥后在生效日零时换任。`)
    const lines = (page: Page) =>
      page.getByRole('table', { name: '交接清单' }).locator('tbody').getByRole('row').allInnerTexts()

    const outgoing = await asked('wang.lei', '核对并确认负责人交接清单')
    await missing(outgoing, '移交人确认、接收人确认、总部监交、离任审计申请').waitFor()
    expect(await lines(outgoing)).toEqual([expect.stringMatching(/^1 家下属机构\s+吴敏/)])
    await outgoing.getByRole('link', { name: '1 家下属机构' }).click()
    await outgoing
      .locator('tbody')
      .getByRole('row', { name: /湖州客户部/ })
      .waitFor()
    await outgoing.goBack()
    await pick(outgoing, '填写清单')
    const dialog = outgoing.getByRole('dialog', { name: '交接清单' })
    // Whom one hands over to may work out of one's reach, and is called by name all the same.
    await dialog.getByText('吴敏').waitFor()
    await press(dialog, '添加事项')
    await dialog.getByRole('textbox', { name: '移交事项' }).fill('公章两枚、保险柜钥匙')
    await dialog.getByRole('textbox', { name: '说明' }).last().fill('当面清点')
    await press(dialog, '保存清单')
    await outgoing.getByRole('row', { name: /公章两枚/ }).waitFor()
    expect(await lines(outgoing)).toEqual([
      expect.stringMatching(/^1 家下属机构\s+吴敏/),
      expect.stringMatching(/^公章两枚、保险柜钥匙\s+吴敏\s+当面清点/),
    ])
    await press(outgoing, '确认清单')
    await confirm(outgoing, '确认清单')
    await missing(outgoing, '接收人确认、总部监交、离任审计申请').waitFor()

    const incoming = await asked('wu.min', '核对并确认负责人交接清单', phone)
    const list = incoming.getByRole('table', { name: '交接清单' })
    await list.getByText('公章两枚、保险柜钥匙').waitFor()
    const { x, width } = (await list.boundingBox())!
    expect(x >= 0 && x + width <= phone.width).toBe(true)
    await button(incoming, '确认清单').tap()
    await confirm(incoming, '确认清单')
    await missing(incoming, '总部监交、离任审计申请').waitFor()

    const witness = await asked('he.chuan', '监交负责人交接')
    await press(witness, '监交')
    await confirm(witness, '监交')
    await missing(witness, '离任审计申请').waitFor()
    expect(await handOver()).toMatchObject({ open: true, witness: { name: '何川' } })

    const applicant = await asked('chen.hao', '申请离任审计')
    await press(applicant, '申请离任审计')
    const asking = applicant.getByRole('dialog', { name: '申请离任审计' })
    await asking.getByLabel('审计范围').fill('任职期间的财务收支与合同')
    await press(asking, '提交申请')
    await applicant.getByText('已办妥').first().waitFor()
    expect((await story.page(filing)).state).toBe('approved')
    expect((await handOver()).audit).toMatchObject({ from: '2026-03-02', person: { name: '王磊' } })

    app.clock.set('2026-12-31T16:00:00.000Z')
    await applyDueChanges(app.kernel)
    await applicant.goto(`${app.url}/organisations/${org_id}`)
    await applicant.getByRole('link', { name: '吴敏' }).first().waitFor()
    expect((await read(org_id)).head).toMatchObject({ name: '吴敏' })
    expect(await ledgerOf(org_id)).toEqual(['head completed'])
    expect(faultsSince()).toEqual([])
  },
)

async function leave(person_id: string, org_id: string) {
  const { id, version } = await app.owner
    .selectFrom('kernel.assignment')
    .select(['id', 'version'])
    .where('person_id', '=', person_id)
    .where('org_id', '=', org_id)
    .executeTakeFirstOrThrow()
  await app.system((ctx) => endAssignment(ctx, { person_id, id, version, ends_on: '2026-12-02' }))
}
