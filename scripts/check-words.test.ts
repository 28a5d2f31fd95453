import { expect, test } from 'vitest'
import { checkWords } from './check-words.ts'
import { plant } from './planted.ts'

const topic = 'src/chapters/establishment/locales/application.json'
const words = {
  title: { zh: '设立申请', en: 'Applications' },
  count: { zh: '共 {{count}} 件', en: { one: 'one', other: '{{count}} cases' } },
  errors: { late: { zh: '已过期', en: 'Too late' } },
  state: { draft: { zh: '草稿', en: 'Draft' } },
}
const spoken = `
  t('establishment.application.title'); words.t('establishment.application.count', { count: 2 })
  throw refused('establishment.application.errors.late')
  t(\`establishment.application.state.\${state}\`) // 草稿 may stand in a comment
`

function faultsOf(files: Record<string, string | object>) {
  using planted = plant(files)
  return checkWords(planted.root)
}
const faultsOfCode = (code: string, path = 'src/chapters/establishment/web/page.tsx') =>
  faultsOf({ [topic]: words, 'src/chapters/establishment/spoken.ts': spoken, [path]: code })

test('a catalogue in which every message is used and every key known has no fault', () => {
  expect(faultsOf({ [topic]: words, 'src/chapters/establishment/spoken.ts': spoken })).toEqual([])
})

test.each([
  ["t('establishment.application.titel')"],
  ["translate(ctx.language, 'establishment.application.titel')"],
  ["throw refused('establishment.application.titel', {})"],
  ["throw invalid('establishment.application.titel')"],
  ["throw new Problem('stale', 'establishment.application.titel')"],
  ["words.t(late ? 'establishment.application.title' : 'establishment.application.titel')"],
  ["const x = <p title={t('establishment.application.titel')}>{1}</p>"],
])('a key nobody wrote a message for: %s', (code) => {
  expect(faultsOfCode(code)).toEqual([
    'src/chapters/establishment/web/page.tsx:1: no message has the key establishment.application.titel',
  ])
})

test.each([
  ['<p>Save this</p>'],
  ['<Input placeholder="Name of the branch" />'],
  ["<Field label={'Name'} />"],
])('words of a screen that no catalogue can translate: %s', (code) => {
  expect(faultsOfCode(code)).toEqual([expect.stringContaining('belongs in a locales/*.json file')])
})

test('marks and measures between words are no words', () => {
  expect(faultsOfCode('<p title="·">{1} · m² →</p>')).toEqual([])
})

test('an error code nobody wrote a sentence for, wherever it stands', () => {
  expect(
    faultsOfCode("const faults = [{ path: 'name', code: 'establishment.application.errors.early' }]"),
  ).toEqual([expect.stringContaining('no message has the key establishment.application.errors.early')])
})

test('a key put together whose start fits nothing, or that has no literal start', () => {
  expect(faultsOfCode('t(`establishment.nothing.${state}`)')).toEqual([
    expect.stringContaining('starts with establishment.nothing.'),
  ])
  expect(faultsOfCode('t(`${topic}.title`)')).toEqual([expect.stringContaining('needs a literal start')])
})

test('a message nobody uses; a test is nobody', () => {
  const more = { ...words, old: { zh: '旧', en: 'Old' } }
  const unused = [`${topic}: nothing uses establishment.application.old`]
  expect(
    faultsOf({ [topic]: more, 'src/a.ts': spoken, 'src/a.test.ts': "t('establishment.application.old')" }),
  ).toEqual(unused)
  expect(
    faultsOf({
      [topic]: more,
      'src/a.ts': spoken,
      'src/b.ts': "const title = 'establishment.application.old'",
    }),
  ).toEqual([])
  expect(
    faultsOf({ [topic]: more, 'src/a.ts': spoken, 'src/menu.json': ['establishment.application.old'] }),
  ).toEqual([])
})

test('a language left out and placeholders that differ', () => {
  expect(faultsOf({ [topic]: { a: { zh: '甲' } } })).toEqual([
    `${topic}: establishment.application.a has no text in en`,
  ])
  expect(faultsOf({ [topic]: { a: { zh: '{{n}}', en: '{{m}}' } } })).toEqual([
    expect.stringContaining('other placeholders'),
  ])
})

test.each([
  ["const title = '设立'", 'a text'],
  ["const title = '\\u8bbe'", 'an escaped text'],
  ['const title = `第${n}章`', 'a template'],
  ['const x = <p>设立</p>', 'an element'],
  ['const x = /章$/', 'a pattern'],
])('Chinese in the code: %s', (code) => {
  expect(faultsOfCode(code)).toEqual([
    'src/chapters/establishment/web/page.tsx:1: Chinese belongs in a locales/*.json file',
  ])
  expect(faultsOfCode(code, 'src/chapters/establishment/demo.tsx')).toEqual([])
  expect(faultsOfCode(code, 'src/chapters/establishment/x.test.tsx')).toEqual([])
  expect(faultsOfCode(code, 'src/chapters/regulation/web/page.tsx')).toHaveLength(1)
})

test('the words of a trail’s action are used where the action is recorded', () => {
  const trail = 'src/kernel/tasks/locales/trail.json'
  const said = { task_hand_over: { zh: '移交', en: 'Handed over' }, task_open: { zh: '开', en: 'Opened' } }
  const faults = (code: string) => faultsOf({ [trail]: said, 'src/kernel/tasks/open.ts': code })
  expect(
    faults("record({ action: 'tasks.task.hand_over' }); record({ action: `tasks.task.${verb}` })"),
  ).toEqual([])
  expect(faults("record({ action: 'tasks.task.hand_over' })")).toEqual([
    `${trail}: nothing uses tasks.trail.task_open`,
  ])
  expect(faults("record({ action: `tasks.task.${verb}` }); record({ action: 'tasks.task.close' })")).toEqual([
    'src/kernel/tasks/open.ts:1: the trail has no words for tasks.task.close: write tasks.trail.task_close',
  ])
})
