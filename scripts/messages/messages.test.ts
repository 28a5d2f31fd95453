import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeDeriver } from '../../src/kernel/language/derive.ts'
import { generateCatalogue } from '../catalogue.ts'
import { readCatalogue } from './read.ts'
import { flatten, keyUnion } from './write.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bylaw-messages-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function topic(path: string, content: unknown) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
}
const application = 'src/chapters/establishment/application/locales/application.json'

test('a key is owner, topic and path; the kernel errors stand alone', () => {
  topic(application, {
    title: { zh: '设立申请', en: 'Applications' },
    errors: { late: { zh: '已过期', en: 'Late' } },
  })
  topic('src/kernel/tasks/locales/inbox.json', { 'list.empty': { zh: '没有待办', en: 'Nothing to do' } })
  topic('src/kernel/errors/locales/errors.json', { stale: { zh: '已更新', en: 'Changed' } })
  topic('src/app/locales/menu.json', { home: { zh: '工作台', en: 'Workbench' } })
  const { messages, faults } = readCatalogue(root)
  expect(faults).toEqual([])
  expect(messages.map((message) => message.key).sort()).toEqual([
    'app.menu.home',
    'errors.stale',
    'establishment.application.errors.late',
    'establishment.application.title',
    'tasks.inbox.list.empty',
  ])
})

test('Traditional Chinese is derived with the words of Taiwan, the glossary and the override', () => {
  const derive = makeDeriver()
  expect(derive('上传文件后请检查{{权限}}设置')).toBe('上傳文件後請檢查{{权限}}設定')
  expect(derive('默认网络质量台账')).toBe('預設網絡品質台帳')
  expect(derive('审核机构类型，并为对象登记')).toBe('審核機構類型，並為對象登記')
  topic(application, { a: { zh: '信息', en: 'x' }, b: { zh: '信息', en: 'x', tw: '消息' } })
  const tables = flatten(readCatalogue(root).messages, derive)
  expect(tables['zh-TW']).toEqual({
    'establishment.application.a': '資訊',
    'establishment.application.b': '消息',
  })
})

test('a plural has one and other in English, other in Chinese, and one key', () => {
  topic(application, { n: { zh: '共 {{count}} 件', en: { one: 'one case', other: '{{count}} cases' } } })
  const { messages } = readCatalogue(root)
  const tables = flatten(messages, makeDeriver())
  expect(tables.en).toEqual({
    'establishment.application.n_one': 'one case',
    'establishment.application.n_other': '{{count}} cases',
  })
  expect(tables['zh-CN']).toEqual({ 'establishment.application.n_other': '共 {{count}} 件' })
  expect(keyUnion(messages)).toContain("MessageKey =\n  | 'establishment.application.n'\n")
})

test('the same sources always give the same files', () => {
  topic(application, { b: { zh: '乙', en: 'b' }, a: { zh: '甲', en: 'a' } })
  const files = generateCatalogue(root).files
  expect([...files.keys()]).toEqual(
    ['zh-CN', 'zh-TW', 'en']
      .flatMap((l) => [`src/app/locales.gen/${l}.json`, `src/app/locales.gen/first/${l}.json`])
      .concat('src/kernel/language/keys.gen.ts'),
  )
  expect(generateCatalogue(root).files).toEqual(files)
  expect(files.get('src/app/locales.gen/en.json')).toBe(
    '{\n "establishment.application.a": "a",\n "establishment.application.b": "b"\n}\n',
  )
})

test('the first words are those that the frame and the first pages say, with kinds of tasks and the trail', () => {
  topic('src/kernel/tasks/locales/page.json', {
    title: { zh: '工作台', en: 'Workbench' },
    'state.late': { zh: '逾期', en: 'late' },
    n: { zh: '{{count}} 件', en: { one: '{{count}} task', other: '{{count}} tasks' } },
    inbox: { zh: '待办', en: 'Inbox' },
    chart: { zh: '图', en: 'Chart' },
    asked: { zh: '请您审批', en: 'Please approve' },
    server: { zh: '仅服务器', en: 'server alone' },
  })
  topic('src/kernel/tasks/locales/task.json', { measure: { zh: '请完成措施', en: 'Do the measure' } })
  topic('src/kernel/tasks/locales/trail.json', { task_close: { zh: '办结', en: 'Closed' } })
  topic(
    'src/app/web/main.tsx',
    "import { routes } from '../../kernel/tasks/web/routes.tsx'\nexport { routes }\n",
  )
  topic(
    'src/kernel/tasks/web/routes.tsx',
    `export const routes = [
      { title: 'tasks.page.title', component: () => import('./home-page.tsx'), first: true },
      { component: () => import('./inbox-page.tsx') },
    ]`,
  )
  topic('src/kernel/tasks/web/home-page.tsx', "import './late.ts'\nimport('./chart.ts')\nt('tasks.page.n')")
  topic('src/kernel/tasks/web/late.ts', 'export const late = (s: string) => t(`tasks.page.state.${s}`)')
  topic('src/kernel/tasks/web/chart.ts', "export const chart = 'tasks.page.chart'")
  topic('src/kernel/tasks/web/inbox-page.tsx', "export const inbox = 'tasks.page.inbox'")
  topic(
    'src/kernel/tasks/ask.ts',
    "export const task = { kind: 'tasks.page.asked', text: 'tasks.page.server' }",
  )
  const first = generateCatalogue(root).files.get('src/app/locales.gen/first/en.json')
  expect(Object.keys(JSON.parse(first!) as object)).toEqual([
    'tasks.page.asked',
    'tasks.page.n_one',
    'tasks.page.n_other',
    'tasks.page.state.late',
    'tasks.page.title',
    'tasks.task.measure',
    'tasks.trail.task_close',
  ])
})

describe('a fault is named and its message left out', () => {
  test.each([
    [{ a: { zh: '甲' } }, 'has no text in en'],
    [{ a: { en: 'a' } }, 'has no text in zh'],
    [{ a: { zh: ' ', en: 'a' } }, 'has no text in zh'],
    [{ a: { zh: '甲 {{n}}', en: 'a {{m}}' } }, 'has other placeholders in zh than in en: n, m'],
    [{ a: { zh: '{{count}} 件', en: { other: '{{count}} cases' } } }, 'without "one"'],
    [{ a: { zh: { other: '甲' }, en: 'a' } }, 'has a plural in zh and none in en'],
    [{ a: { zh: '甲', en: { one: 'a', other: 'as' } } }, 'without {{count}}'],
    [{ a: { zh: '甲', en: 'a', fr: 'a' } }, 'does not know fr'],
    [{ a: '甲' }, 'neither a message'],
    [{ aB: { zh: '甲', en: 'a' } }, 'not snake_case'],
    ['{', 'not JSON'],
  ])('%j', (content, fault) => {
    topic(application, content)
    const { messages, faults } = readCatalogue(root)
    expect(messages).toEqual([])
    expect(faults.join()).toContain(fault)
  })

  test('the same key in two files', () => {
    topic(application, { a: { zh: '甲', en: 'a' } })
    topic('src/chapters/establishment/locales/application.json', { a: { zh: '乙', en: 'b' } })
    expect(readCatalogue(root).faults).toEqual([
      expect.stringContaining('establishment.application.a is also in'),
    ])
  })
})

test('Traditional Chinese has its own quotation marks, around placeholders too', () => {
  expect(makeDeriver()('删除“{{title}}”？备注：‘以后’')).toBe('刪除「{{title}}」？備註：『以後』')
})
