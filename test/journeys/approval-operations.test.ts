import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import type { CastUser } from '../../db/seed/cast.ts'
import { listProxies } from '../../src/kernel/approvals/proxy/contract.ts'
import { approveRequest, readRequest, rejectRequest } from '../../src/kernel/approvals/request/contract.ts'
import { listTasks } from '../../src/kernel/tasks/contract.ts'
import { startApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { choose, confirm, fillDay, heading, press } from '../support/gestures.ts'
import { mattersOf, stepOf } from '../support/matters.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())
const { at, faultsSince } = stageOf(app, browser)
const { flow, start } = mattersOf(app)
const step = { timeout: 120_000 }
const idOf = (user: CastUser) => app.person(user).id
await flow('buy', [
  stepOf('check', [idOf('qian.li')], { title: '财务核对' }),
  stepOf('grant', [idOf('gu.mingyuan')], { title: '管理层批准' }),
])
const id = await start('li.wei', 'buy', { title: '采购投影仪' })

const request = () => app.as('li.wei').call(readRequest, { params: { id } })
const signers = async () =>
  (await request()).steps[0]!.signers.map(({ person, origin, state, reason }) =>
    [person.name, origin, state, reason].filter(Boolean).join(' '),
  )
const answer = (user: CastUser, endpoint: typeof approveRequest | typeof rejectRequest, opinion: string) =>
  app.as(user).call(endpoint, { params: { id }, body: { round: 1, opinion } })
/** Whether the request waits for somebody, and as what. */
const waitsFor = async (user: CastUser) =>
  (await app.as(user).call(listTasks, { query: {} })).items.map(({ kind }) =>
    kind.replace('approvals.inbox.', ''),
  )

/** Somebody at the page of the request. */
async function looks(user: CastUser): Promise<Page> {
  const page = await at(user, `/approvals/${id}`)
  await heading(page, '采购投影仪').waitFor()
  return page
}
/** Takes an operation of the menu; gives its dialog. */
async function operate(page: Page, verb: string, title: string) {
  await page.getByRole('button', { name: '更多审批操作' }).click()
  await page.getByRole('menuitem', { name: verb, exact: true }).click()
  return page.getByRole('dialog', { name: title })
}
const done = (page: Page, word: string) => page.getByText(word).first().waitFor()
/** What the page says of somebody at the step that is open. */
const told = (page: Page, name: string) =>
  page
    .locator('[aria-current="step"]')
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`^.{0,2}${name}`) })

test(
  '转办: the vote goes to somebody who may decide, and neither to the applicant nor back',
  step,
  async () => {
    const page = await looks('qian.li')
    const dialog = await operate(page, '转办', '把“财务核对”转办给他人？')
    const box = dialog.getByRole('combobox', { name: '转办给' })
    await box.click()
    await box.fill('李薇')
    await page.getByText('没有符合条件的人员。').waitFor()
    await choose(dialog, '转办给', '孙怡')
    await dialog.getByLabel('转办说明').fill('本周出差，请代为把关')
    await press(dialog, '转办')
    await done(page, '已转办。')
    await page.getByText('正在等待 孙怡：财务核对').waitFor()
    await told(page, '孙怡').getByText('说明：本周出差，请代为把关').waitFor()
    expect(await page.getByRole('button', { name: '同意', exact: true }).count()).toBe(0)
    expect(await signers()).toEqual(['钱立 rule superseded transferred', '孙怡 transferred open'])
    expect([await waitsFor('qian.li'), await waitsFor('sun.yi')]).toEqual([[], ['asked']])
    expect(faultsSince()).toEqual([])
  },
)

test('委派: somebody answers first, and it comes back with the answer, which is no vote', step, async () => {
  const page = await looks('sun.yi')
  const dialog = await operate(page, '委派', '委派他人先处理“财务核对”？')
  await choose(dialog, '委派给', '许雯')
  await dialog.getByLabel('委派事项').fill('请核实使用人数')
  await press(dialog, '委派')
  await done(page, '已委派，答复后会回到您的待办。')
  await page.getByText('正在等待 许雯：财务核对').waitFor()
  await told(page, '孙怡').getByText('等待他人意见').waitFor()
  expect([await waitsFor('sun.yi'), await waitsFor('xu.wen')]).toEqual([[], ['asked']])
  await answer('xu.wen', approveRequest, '共 12 人使用')
  await looks('sun.yi')
  await page.getByText('等待您审批：财务核对').waitFor()
  await told(page, '许雯').getByText('共 12 人使用').waitFor()
  await told(page, '许雯').getByText('孙怡 委派，不计票').waitFor()
  expect((await request()).state).toBe('running')
  expect(faultsSince()).toEqual([])
})

test(
  '加签、减签: two are asked first, one of them is let go again, and a no of the other ends nothing',
  step,
  async () => {
    const page = await at('sun.yi')
    const adding = await operate(page, '加签', '为“财务核对”加签')
    await press(adding, '加签')
    await adding.getByText('请选择人员。').waitFor()
    for (const name of ['周婷', '何川']) await choose(adding, '加签人员', name)
    await adding.getByLabel('请他们看什么').fill('请看安装条件')
    await press(adding, '加签')
    await done(page, '已加签。')
    await page.getByText(/正在等待 (周婷、何川|何川、周婷)：财务核对/).waitFor()
    const removing = await operate(page, '减签', '减签')
    await removing.getByRole('combobox', { name: '减去' }).click()
    await page.locator('.ant-select-dropdown:visible').getByTitle('周婷').click()
    await press(removing, '减签')
    await done(page, '已减签。')
    await told(page, '周婷').getByText('已减签').waitFor()
    expect([await waitsFor('zhou.ting'), await waitsFor('he.chuan')]).toEqual([[], ['asked']])
    await answer('he.chuan', rejectRequest, '会议室承重不足')
    await looks('sun.yi')
    await page.getByText('等待您审批：财务核对').waitFor()
    await told(page, '何川').getByText('会议室承重不足').waitFor()
    expect((await request()).state).toBe('running')
    expect(await signers()).toEqual(
      expect.arrayContaining([
        '周婷 added_before cancelled removed',
        '何川 added_before rejected',
        '孙怡 transferred open',
      ]),
    )
    expect(faultsSince()).toEqual([])
  },
)

test('抄送: whoever is given it to read says there that they did', step, async () => {
  const page = await looks('li.wei')
  const dialog = await operate(page, '抄送', '抄送此审批')
  await choose(dialog, '抄送给', '方毅')
  await dialog.getByText('抄送此审批').click()
  await press(dialog, '抄送')
  await done(page, '已抄送。')
  const copies = (on: Page) => on.getByRole('region', { name: '抄送' })
  await copies(page).getByText('未阅').waitFor()
  expect(await waitsFor('fang.yi')).toEqual(['copied'])
  const reader = await looks('fang.yi')
  await press(copies(reader), '已阅')
  await done(reader, '已标记为已阅。')
  await copies(reader).getByText('由李薇抄送').waitFor()
  expect(await waitsFor('fang.yi')).toEqual([])
  expect(faultsSince()).toEqual([])
})

test('催办: says whom it reminds, and not again within four hours', step, async () => {
  const page = await at('li.wei')
  const dialog = page.getByRole('dialog', { name: '催办此审批？' })
  await press(page, '催办')
  await dialog.getByText('将提醒 孙怡。').waitFor()
  await dialog.getByLabel('留言').fill('客户周五来访')
  await press(dialog, '催办')
  await done(page, '已催办。')
  await page.getByText('已催办 1 次').first().waitFor()
  await press(page, '催办')
  await dialog.getByText('2026年11月23日 14:00 后可再次催办').waitFor()
  expect(await dialog.getByRole('button', { name: '催办' }).isDisabled()).toBe(true)
  await press(dialog, '取消')
  const mail = app.owner.selectFrom('kernel.mail').select('body').where('person_id', '=', idOf('sun.yi'))
  const letters = await mail.where('template', '=', 'approvals.urge.mail.asked').execute()
  expect(letters).toMatchObject([{ body: expect.stringContaining('客户周五来访') }])
  expect(faultsSince()).toEqual([])
})

test(
  '代理: for a period, by day; who stands in decides in the other’s seat, and it says so',
  step,
  async () => {
    const page = await at('sun.yi', '/approvals/proxies')
    const give = async (on: Page, name: string) => {
      await press(on, '设置代理')
      const dialog = on.getByRole('dialog', { name: '设置代理' })
      await choose(dialog, '代理人', name)
      await fillDay(dialog.getByLabel('开始'), '2026-12-01')
      await fillDay(dialog.getByLabel('恢复本人办理'), '2026-12-08')
      await press(dialog, '设置代理')
      return dialog
    }
    await give(page, '林岚')
    await done(page, '已设置代理。')
    const row = page.locator('tbody').getByRole('row', { name: /林岚/ })
    await row.getByText('未开始').waitFor()
    const windows = await app.as('sun.yi').call(listProxies, { query: {} })
    const [given] = windows.items
    expect([given?.from, given?.to].map((one) => new Date(one!).toISOString())).toEqual([
      ...['2026-11-30T16:00:00.000Z', '2026-12-07T16:00:00.000Z'],
    ])
    const other = await at('lin.lan', '/approvals/proxies')
    const refused = await give(other, '孙怡')
    await refused
      .getByText(/孙怡 由 林岚 代理，不能互为代理/)
      .first()
      .waitFor()

    app.clock.set('2026-11-30T15:59:59.000Z')
    await at('lin.lan', `/approvals/${id}`)
    expect(await waitsFor('lin.lan')).toEqual([])
    app.clock.set('2026-11-30T16:00:00.000Z')
    await looks('lin.lan')
    await other.getByText('等待您代 孙怡 审批：财务核对').waitFor()
    await press(other, '同意')
    await other.getByRole('dialog').getByText('您将代 孙怡 表态，审批单上写明由您代办。').waitFor()
    await confirm(other, '同意', '预算充足')
    await other.getByText('由 林岚 代 孙怡 办理').waitFor()
    await other.getByText('正在等待 顾明远：管理层批准').waitFor()

    await at('sun.yi', '/approvals/proxies')
    await row.getByText('代理中').waitFor()
    await press(row, '提前结束')
    await confirm(page, '提前结束')
    await done(page, '已结束代理。')
    await row.getByText('由孙怡提前结束').waitFor()
    expect(faultsSince()).toEqual([expect.stringMatching(/^lin\.lan: 4\d\d POST \/api\/approvals\/proxies$/)])
  },
)
