import { expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import { readTrail } from '../../../kernel/trail/contract.ts'
import { acknowledge } from '../complaint/contract.ts'
import * as contract from './contract.ts'
import { seedTemplates } from './seed.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp({ now: '2026-03-02T01:00:00.000Z' })
const story = complaintStoryOf(app)
const [zhou, chen] = [app.as('zhou.ting'), app.as('chen.hao')]

const words = {
  ...{ title: '增员办理说明', title_tw: null, title_en: 'Enrolment' },
  ...{
    text: '{{service}}的软件已更新，编号 {{number}}。',
    text_tw: null,
    text_en: '{{service}}: {{ number }} is done.',
  },
}
const make = (more: Partial<contract.TemplateWords> = {}) =>
  zhou.call(contract.createTemplate, { body: { kind: 'acknowledge', ...words, ...more } })
const offered = async (id: string, user: 'chen.hao' | 'wang.lei' = 'chen.hao') =>
  (await app.as(user).call(contract.offerTemplates, { params: { id }, query: { kind: 'acknowledge' } })).items
const found = async (id: string) =>
  (await zhou.call(contract.listTemplates)).items.find((one) => one.id === id)!

test('one of each step is there to begin with, and stays as headquarters made it', async () => {
  const { items } = await zhou.call(contract.listTemplates)
  expect(items.map(({ kind }) => kind)).toEqual([...contract.templateKinds])
  const [first] = items
  const { id, version, can: _, kind: __, said_tw: ___, withdrawn_at: ____, ...said } = first!
  await zhou.call(contract.editTemplate, { params: { id }, body: { version, ...said, title: '收到' } })
  await seedTemplates(app.kernel.db)
  expect((await zhou.call(contract.listTemplates)).items.map(({ title }) => title)).toContain('收到')
})

test('an answer begins from it in the customer’s language, filled in from the complaint', async () => {
  const { id } = await make()
  const text = async (language: 'zh-CN' | 'zh-TW' | 'en') => {
    const complainant = { name: '钱多多', phone: '13812345678', email: null, language }
    const complaint = await story.assigned({ complainant })
    const { number } = await story.page(complaint)
    const { text } = (await offered(complaint)).find((one) => one.id === id)!
    return text.replace(number, 'N')
  }
  expect([await text('zh-CN'), await text('zh-TW'), await text('en')]).toEqual([
    '社保公积金的软件已更新，编号 N。',
    '社保公積金的軟體已更新，編號 N。',
    'Social insurance: N is done.',
  ])
})

test('only the handler is offered it, for a step that can be taken now', async () => {
  const id = await story.assigned()
  expect((await refusalOf(offered(id, 'wang.lei'))).status).toBe(422)
  await story.say(id, acknowledge)
  expect((await refusalOf(offered(id))).status).toBe(422)
})

test('what can’t be filled in is refused at its text, by name', async () => {
  const unknown = await refusalOf(make({ text_en: 'Dear {{customer}}' }))
  expect([unknown.status, unknown.fields[0]?.path]).toEqual([400, 'text_en'])
  expect(unknown.fields[0]?.message).toMatch(/\{\{customer\}\}.*\{\{number\}\}/)
  const open = await refusalOf(make({ text: '编号 {{number}' }))
  expect(open.fields[0]).toMatchObject({ path: 'text', message: expect.stringContaining('{{number}}') })
})

test('withdrawn it is offered no longer, until it is taken up again; the trail of headquarters tells of each', async () => {
  const { id } = await make()
  const complaint = await story.assigned()
  const is = async () => (await offered(complaint)).some((one) => one.id === id)
  const turn = async (endpoint: typeof contract.withdrawTemplate) =>
    zhou.call(endpoint, { params: { id }, body: { version: (await found(id)).version } })
  expect(await is()).toBe(true)
  await turn(contract.withdrawTemplate)
  expect([await is(), (await refusalOf(turn(contract.withdrawTemplate))).code]).toEqual([
    false,
    'complaints.template.errors.withdrawn_already',
  ])
  await turn(contract.restoreTemplate)
  expect(await is()).toBe(true)
  const { items } = await zhou.call(readTrail, { query: { subject_id: id } })
  expect(items.map(({ action }) => action.split('.').at(-1)).sort()).toEqual([
    'create',
    'restore',
    'withdraw',
  ])
})

test('a desk sees the templates and changes none', async () => {
  const { items, can } = await chen.call(contract.listTemplates)
  expect([items.length > 5, can, items[0]!.can]).toEqual([true, [], []])
  const body = { kind: 'ask' as const, ...words }
  expect((await refusalOf(chen.call(contract.createTemplate, { body }))).status).toBe(403)
})
