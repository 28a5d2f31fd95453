import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deriveRegulation, findStale } from './derive.ts'
import { loadRegulation, regulation } from './load.ts'
import { readSource } from './read-yaml.ts'
import { folder } from './source.ts'

test('the regulation has nine chapters, and every clause its place, its text and its numbers', () => {
  const { chapters, clauses, controls, parameters } = regulation()
  expect(chapters.map((chapter) => `${chapter.id} ${chapter.title['zh-CN']}`)).toEqual([
    '1 总则',
    '2 设立与变更',
    '3 人员管理',
    '4 服务质量管理',
    '5 财务管理',
    '6 风险管理',
    '7 内部监督与审计',
    '8 报告与档案管理',
    '9 暂停与退出',
  ])
  expect([clauses.length, controls.length, parameters.length]).toEqual([70, 71, 26])
  expect(clauses.find((clause) => clause.id === '2.2.2')).toMatchObject({
    chapter_id: '2',
    section_id: '2.2',
    parameters: ['review_days'],
    text: { 'zh-TW': '審核：在{review_days}內審核申請材料，必要時實地考察，評估可行性與必要性。' },
  })
  expect(clauses.filter((clause) => clause.supplementary).map((clause) => clause.id)).toEqual([
    '7.2.3',
    '8.1',
    '9.1',
  ])
})

test('every text is in three languages, and no Simplified character is left in the Traditional one', () => {
  const simplified = /[设构务变审记规质财评险监档证业员个两为时样项]/
  const { chapters, clauses, controls, parameters } = regulation()
  const sections = chapters.flatMap((chapter) => chapter.sections)
  const texts = [
    ...chapters.map((chapter) => chapter.title),
    ...sections.map((section) => section.title),
    ...clauses.map((clause) => clause.text),
    ...controls.map((control) => control.measure),
    ...parameters.map((parameter) => parameter.label),
  ]
  for (const text of texts) {
    expect(Object.values(text).every((one) => one.trim() !== '')).toBe(true)
    expect(text['zh-TW']).not.toMatch(simplified)
    expect(text.en).not.toMatch(/\p{Script=Han}/u)
  }
})

test('the generated files are fresh', () => {
  expect(findStale()).toEqual([])
})

describe('a fault in the sources', () => {
  let copy: string
  beforeEach(() => {
    copy = mkdtempSync(join(tmpdir(), 'bylaw-regulation-'))
    cpSync(folder, copy, { recursive: true })
  })
  afterEach(() => rmSync(copy, { recursive: true }))

  const chapter2 = 'chapters/2-establishment.yaml'
  test.each([
    ['a clause out of order', chapter2, '- id: "2.1.3"', '- id: "2.1.4"', '2.1.4 stands where 2.1.3 belongs'],
    [
      'a number nobody declared',
      chapter2,
      /\{review_days\}/g,
      '{revue_days}',
      'there is no parameter revue_days',
    ],
    [
      'a number of another clause',
      chapter2,
      /\{review_days\}/g,
      '{notice_days}',
      '2.2.2: the parameter notice_days does not belong to it',
    ],
    [
      'languages that name different numbers',
      chapter2,
      'en: "Review: within {review_days} the papers',
      'en: "Review: the papers',
      '2.2.2: the languages name different parameters',
    ],
    [
      'a control that stands twice',
      chapter2,
      'key: establishment.review_on_time',
      'key: establishment.application_complete',
      'the control establishment.application_complete stands twice',
    ],
    ['a missing language', chapter2, 'en: Changes', 'tw: 變更', 'chapters/1/sections/2/title/en'],
    [
      'a default out of range',
      'parameters.yaml',
      'default: 15\n  min: 1\n  max: 120',
      'default: 150\n  min: 1\n  max: 120',
      'review_days: its default is outside 1 to 120',
    ],
    [
      'an unknown clause',
      'parameters.yaml',
      '["3.4.1"]',
      '["3.4.9"]',
      'notice_days: there is no clause 3.4.9',
    ],
    ['an unknown unit', 'parameters.yaml', 'unit: percent', 'unit: per_mille', 'there is no unit per_mille'],
    ['an unknown choice', 'parameters.yaml', 'default: year', 'default: decade', 'its default is no option'],
    [
      'a list of the wrong length',
      'parameters.yaml',
      '[1, 2, 6]',
      '[1, 2]',
      "probation_max_months: its default doesn't have one number per item",
    ],
  ])('is named: %s', (_, file, from, to, sentence) => {
    const path = join(copy, file)
    const before = readFileSync(path, 'utf8')
    const after = before.replace(from, to)
    expect(after).not.toBe(before)
    writeFileSync(path, after)
    expect(() => loadRegulation(copy, readSource)).toThrow(sentence)
  })

  test('is named: a text without its Traditional Chinese, until it is derived', () => {
    const path = join(copy, 'zh-TW.gen.json')
    writeFileSync(path, '{}')
    expect(() => loadRegulation(copy, readSource)).toThrow('have no Traditional Chinese')
    expect(findStale(copy)).toEqual(['zh-TW.gen.json'])
    writeFileSync(path, deriveRegulation(copy).get('zh-TW.gen.json') ?? '')
    expect(loadRegulation(copy, readSource).clauses).toEqual(regulation().clauses)
  })

  test('does not arise from an override of the derived Traditional Chinese', () => {
    const path = join(copy, chapter2)
    const before = readFileSync(path, 'utf8')
    writeFileSync(
      path,
      before.replace('{zh: 变更管理, en: Changes}', '{zh: 变更管理, tw: 異動管理, en: Changes}'),
    )
    const section = loadRegulation(copy, readSource).chapters[1]?.sections[2]
    expect(section?.title['zh-TW']).toBe('異動管理')
  })
})
