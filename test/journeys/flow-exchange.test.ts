import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { createFlow, publishFlow, readFlow } from '../../src/kernel/approvals/flow/contract.ts'
import type { FlowFile } from '../../src/kernel/approvals/flow/exchange/contract.ts'
import { newStep } from '../../src/kernel/approvals/web/flow/change-definition.ts'
import { startApp } from '../support/app.ts'
import { violationsOn } from '../support/axe.ts'
import { openBrowser, phone } from '../support/browser.ts'
import { button, confirm, give, heading, pick, press } from '../support/gestures.ts'
import { stageOf } from '../support/stage.ts'

const app = await startApp()
const browser = await openBrowser()
afterAll(() => browser.close())
const { at, faultsSince } = stageOf(app, browser)
const admin = app.as('shen.jing')

const named = (key: string, title: string) => ({
  ...newStep([], title),
  ...{ key, approvers: [{ by: 'role' as const, role: 'hq_ops', at: 'headquarters' as const }] },
})
const asFile = (file: object) => ({ name: 'flow.json', bytes: Buffer.from(JSON.stringify(file)) })

/** The card of a step on the drawing. */
const node = (page: Page, title: string) => page.locator('.node-step', { hasText: title })

test('a flow leaves as a file, comes back changed as a draft, says what is wrong on the very step, and what changed since the version in force', {
  timeout: 120_000,
}, async () => {
  const draft = await admin.call(createFlow, {
    body: {
      ...{ key: 'test.exchange', title: '往返的流程', title_en: null, position: 903 },
      subject_type: 'establishment.application',
      definition: {
        ...{ applies_when: null, same_person: 'once' },
        steps: [named('one', '归口部门意见'), named('two', '风险审核')],
      },
    },
  })
  await admin.call(publishFlow, { params: { id: draft.id }, body: { version: draft.version } })
  const path = `/administration/flows/${draft.flow_id}`
  const page = await at('shen.jing', path)
  await heading(page, '往返的流程').waitFor()

  const [download] = await Promise.all([page.waitForEvent('download'), pick(page, '导出为 JSON')])
  const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as FlowFile
  expect(file).toMatchObject({ format: 'bylaw.approval-flow', key: 'test.exchange', number: 1 })

  // Whoever edits the file makes mistakes: one the file is refused for, and one that its draft shows.
  const { steps } = file.definition
  const edited = {
    ...file,
    definition: {
      ...file.definition,
      steps: [
        { ...steps[0]!, approvers: [{ by: 'previous_choice', role: 'hq_ops', at: 'headquarters' }] },
        { ...steps[1]!, due_working_hours: 16 },
        { ...steps[1]!, key: 'three', title: '总经理批准' },
      ],
    },
  }
  await pick(page, '导入流程')
  const dialog = page.getByRole('dialog', { name: '导入流程' })
  const broken = { ...edited, definition: { ...edited.definition, steps: [{ ...steps[0]!, title: '' }] } }
  await give(button(dialog, '选择文件'), asFile(broken))
  await press(dialog, '导入流程')
  await dialog.getByText('definition.steps.0.title').waitFor()
  await give(button(dialog, '选择文件'), asFile(edited))
  await press(dialog, '导入流程')
  await heading(page, '往返的流程：第 2 版草稿').waitFor()
  await node(page, '总经理批准').waitFor()

  // The fault stands on its step, in the list above, and keeps it from being published.
  const fault = /由上一步审批人选择，但它之前没有必经的步骤/
  await node(page, '归口部门意见').getByText(fault).waitFor()
  expect(await page.locator('.node.is-faulty').count()).toBe(1)
  expect(await button(page, '发布').isDisabled()).toBe(true)
  expect(await violationsOn(page)).toEqual([])

  // The page of the flow shows the same of its draft, and compares it.
  await at('shen.jing', path)
  await heading(page, '往返的流程').waitFor()
  await page.getByRole('button', { name: '第 2 版（草稿）' }).click()
  await node(page, '归口部门意见').getByText(fault).waitFor()
  await page.getByRole('combobox', { name: '与其他版本比较' }).click()
  await page.locator('.ant-select-dropdown:visible').getByTitle('与第 1 版比较').click()
  const changes = page.getByRole('region', { name: '从第 1 版到第 2 版（草稿）的变化' })
  await changes.waitFor()
  expect(await changes.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringMatching(/^步骤“归口部门意见”的审批人：原为“.*”，现为“.*”。$/),
    expect.stringMatching(/^步骤“风险审核”的时限：原为“.*”，现为“16.*”。$/),
    '新增步骤“总经理批准”。',
  ])
  await node(page, '总经理批准').getByText('新增', { exact: true }).waitFor()
  await node(page, '风险审核').getByText('有变化').waitFor()
  expect(await violationsOn(page)).toEqual([])
  const small = await at('shen.jing', path, { viewport: phone })
  await heading(small, '往返的流程').waitFor()
  await small.getByRole('button', { name: '第 2 版（草稿）' }).tap()
  await node(small, '归口部门意见').getByText(fault).waitFor()
  expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width)

  // Put right, it is published, and the file of what is in force says so.
  await at('shen.jing', `${path}/edit`)
  await node(page, '归口部门意见').click()
  const settings = page.getByRole('complementary', { name: '设置' })
  await settings.getByRole('combobox', { name: '方式', exact: true }).click()
  await page.locator('.ant-select-dropdown:visible').getByTitle('机构负责人', { exact: true }).click()
  await page.locator('.node.is-faulty').waitFor({ state: 'detached' })
  await press(page, '发布')
  await confirm(page, '发布')
  await page.getByText('第 2 版生效').first().waitFor()
  const { versions } = await admin.call(readFlow, { params: { id: draft.flow_id } })
  expect(versions.map(({ number, published_at }) => [number, published_at !== null])).toEqual([
    [2, true],
    [1, true],
  ])
  expect(faultsSince()).toEqual([
    expect.stringMatching(/^shen\.jing: 4\d\d PUT \/api\/approvals\/flows\/:id\/import$/),
  ])
})
