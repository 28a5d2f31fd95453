import { afterAll, expect, test } from 'vitest'
import { workOff } from '../../src/kernel/jobs/worker.ts'
import { startApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { confirm, give, heading, press } from '../support/gestures.ts'
import { sheetOf } from '../support/intake-story.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
app.clock.set('2026-03-02T06:00:00.000Z')
const browser = await openBrowser()
afterAll(() => browser.close())
const { at, faultsSince } = stageOf(app, browser)
const step = { timeout: 180_000 }

const size = 1_200
/** Complaints another system kept, with one column whose header says nothing; two of them are faulty. */
function complaints(): Buffer {
  const rows = Array.from({ length: size }, (_, at) => ({
    ...{ 工单号: `GD-${String(at + 1).padStart(5, '0')}`, 甲栏: 'HD-SH', 受理时间: '2026-02-27 10:00' },
    ...{ 投诉内容: `第 ${at + 1} 件：退休手续一直没有办上。`, 服务日期: '2026-02-26', 严重程度: '1' },
    关闭时间: at % 100 === 0 ? '' : '2026-02-28 15:00',
  }))
  const faulty = { 关闭时间: '2026-02-01', 工单号: 'GD-X', 投诉内容: '关闭早于受理。' }
  return sheetOf([...rows, { ...rows[0]!, ...faulty }, { ...rows[0]!, 甲栏: '月球分公司', 工单号: 'GD-Y' }])
}

test(
  'complaints of another system are mapped on screen, checked row by row, brought in with progress, and opened',
  step,
  async () => {
    const page = await at('zhou.ting', '/complaints/import')
    await give(page.getByRole('button', { name: /选择文件$/ }).first(), {
      name: '往年投诉.csv',
      bytes: complaints(),
    })
    await heading(page, '往年投诉.csv').waitFor()
    await page.getByText(/1,202 行，7 列/).waitFor()
    // Where it happened no header says: the check asks for it.
    await press(page, '检查每一行')
    await page.getByText('请指定哪一列是被投诉的机构。').first().waitFor()
    await page.getByRole('combobox', { name: '甲栏: 含义' }).click()
    await page.locator('.ant-select-dropdown:visible').getByTitle('被投诉机构', { exact: true }).click()
    await press(page, '检查每一行')
    await page.getByRole('progressbar').first().waitFor()
    await workOff(app.kernel)
    await page.getByRole('heading', { name: '检查结果' }).waitFor()

    await page.getByRole('link', { name: '找不到机构' }).click()
    await page.getByRole('row', { name: /月球分公司/ }).waitFor()
    await page
      .getByText(/您可导入的范围内没有“月球分公司”这个机构/)
      .first()
      .waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: '检查结果' }).waitFor()

    await press(page, '导入 1,200 件')
    await confirm(page, '导入 1,200 件')
    await page.getByRole('progressbar').first().waitFor()
    await workOff(app.kernel)
    await page.getByText('导入完成').first().waitFor()

    await page
      .getByRole('link', { name: '查看全部行' })
      .or(page.getByRole('button', { name: '查看全部行' }))
      .first()
      .click()
    await page
      .getByRole('link', { name: /^TS-2026-\d{6}$/ })
      .first()
      .click()
    await heading(page, /客户投诉：/).waitFor()
    await page
      .getByText(/第 1 件：退休手续一直没有办上。/)
      .first()
      .waitFor()
    await page.getByText('导入', { exact: true }).first().waitFor()
    // Nothing was refused but the mapping without the organisation.
    expect(faultsSince()).toEqual(['zhou.ting: 422 PUT /api/complaints/imports/:id/mapping'])
  },
)
