import { afterAll, expect, test } from 'vitest'
import { workOff } from '../../src/kernel/jobs/worker.ts'
import { startApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { confirm, give, heading, press } from '../support/gestures.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())
const { at, faultsSince } = stageOf(app, browser)
const step = { timeout: 180_000 }

const size = 2_400
/** Generated outlets under forty regions, with one column whose header says nothing. */
function network(): Buffer {
  const rows = Array.from({ length: size }, (_, at) => {
    const n = String(at + 1).padStart(4, '0')
    return [`GEN-${n}`, `生成网点${n}`, '分公司', `片区${(at % 40) + 1}`, `试验路 ${at + 1} 号`].join(',')
  })
  return Buffer.from(`机构编码,甲栏,类型,乙栏,地址\n${rows.join('\n')}\n`)
}

const founded = async () => {
  const { n } = await app.owner
    .selectFrom('kernel.organisation')
    .select((on) => on.fn.countAll<number>().as('n'))
    .where('name', 'like', '生成网点%')
    .executeTakeFirstOrThrow()
  return n
}

test(
  'a list of thousands is mapped on screen, checked row by row and imported, each with its progress',
  step,
  async () => {
    const page = await at('zhou.ting', '/organisations/import')
    await give(page.getByRole('button', { name: /选择文件$/ }).first(), {
      name: '全部网点.csv',
      bytes: network(),
    })
    await heading(page, '全部网点.csv').waitFor()
    await page.getByText(/2,400 行，5 列/).waitFor()
    await page.getByRole('combobox', { name: '甲栏: 含义' }).click()
    await page.locator('.ant-select-dropdown:visible').getByTitle('名称', { exact: true }).click()
    await press(page, '检查每一行')

    await page.getByText('正在检查').first().waitFor()
    await page.getByRole('progressbar').first().waitFor()
    await workOff(app.kernel)
    await page.getByRole('heading', { name: '检查结果' }).waitFor()
    expect(await founded()).toBe(0)

    await page
      .getByRole('button', { name: '查看全部行' })
      .or(page.getByRole('link', { name: '查看全部行' }))
      .first()
      .click()
    await page.getByRole('row', { name: /GEN-0001/ }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: '检查结果' }).waitFor()
    await press(page, '导入 2,400 行')
    await confirm(page, '导入 2,400 行')
    await page.getByText('正在导入').first().waitFor()
    await page.getByRole('progressbar').first().waitFor()
    await workOff(app.kernel)
    await page.getByText('导入完成').first().waitFor()
    expect(await founded()).toBe(size)
    expect(faultsSince()).toEqual([])
  },
)
