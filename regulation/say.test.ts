import { expect, test } from 'vitest'
import type { Language } from '../src/kernel/language/contract.ts'
import type { ParameterKey } from './keys.gen.ts'
import { regulation } from './load.ts'
import { defaultValues, fill, joinPieces, sayValue, type Value } from './say.ts'

const company = { 'zh-CN': '衡远服务集团', 'zh-TW': '衡遠服務集團', en: 'Hengyuan Services Group' }
const { parameters, clauses, title } = regulation()
const languages: Language[] = ['zh-CN', 'zh-TW', 'en']

const said = (key: ParameterKey, value: Value) => {
  const parameter = parameters.find((candidate) => candidate.key === key)
  return languages.map((language) => parameter && sayValue(parameter, value, language))
}

test('a value is said with its unit in each language, singular where English asks for it', () => {
  expect(said('review_days', 15)).toEqual(['15个工作日', '15個工作日', '15 working days'])
  expect(said('review_days', 1)).toEqual(['1个工作日', '1個工作日', '1 working day'])
  expect(said('budget_variance_pct', 10)).toEqual(['10%', '10%', '10%'])
  expect(said('budget_submit_month', 11)).toEqual(['11月', '11月', 'November'])
  expect(said('service_report_day', 3)).toEqual([
    '次月第3个工作日',
    '次月第3個工作日',
    '3rd working day of the next month',
  ])
  expect(said('service_report_day', 11)[2]).toBe('11th working day of the next month')
  expect(said('stocktake_cycle', 'half_year')).toEqual(['半年', '半年', 'half-year'])
  expect(said('probation_max_months', [1, 2, 6])).toEqual(['1、2、6个月', '1、2、6個月', '1, 2 and 6 months'])
})

test('a clause is filled with the company and the values in force, and the values can be told apart', () => {
  const values = { ...defaultValues(parameters), review_days: 10 }
  const clause = clauses.find((candidate) => candidate.id === '2.2.2')
  const filled = languages.map((language) =>
    fill(clause?.text ?? title, { company, values, parameters, language }),
  )
  expect(filled[0]).toEqual([
    { text: '审核：在' },
    { text: '10个工作日', parameter: 'review_days' },
    { text: '内审核申请材料，必要时实地考察，评估可行性与必要性。' },
  ])
  expect(filled.map((pieces) => joinPieces(pieces))).toEqual([
    '审核：在10个工作日内审核申请材料，必要时实地考察，评估可行性与必要性。',
    '審核：在10個工作日內審核申請材料，必要時實地考察，評估可行性與必要性。',
    'Review: within 10 working days the papers are examined, the site visited where needed, feasibility and need assessed.',
  ])
})

test('a company whose name looks like a placeholder stays as it is', () => {
  const odd = { 'zh-CN': '{review_days} & <集团>', 'zh-TW': '', en: '' }
  const values = defaultValues(parameters)
  expect(joinPieces(fill(title, { company: odd, values, parameters, language: 'zh-CN' }))).toBe(
    '{review_days} & <集团>服务机构管理办法',
  )
})

test('no placeholder is left in any clause or measure', () => {
  const values = defaultValues(parameters)
  for (const clause of clauses)
    for (const text of [clause.text, ...clause.controls.map((control) => control.measure)])
      for (const language of languages)
        expect(joinPieces(fill(text, { company, values, parameters, language }))).not.toMatch(
          /[{}]|undefined/,
        )
})
