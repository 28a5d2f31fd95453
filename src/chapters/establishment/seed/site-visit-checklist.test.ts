import { Converter } from 'opencc-js/cn2t'
import { expect, test } from 'vitest'
import { faultsOfAnswers } from '../../../kernel/forms/faults.ts'
import { scoreResponse } from '../../../kernel/forms/score.ts'
import { faultsOfForm } from '../../../kernel/forms/soundness.ts'
import { siteVisitChecklist } from './site-visit-checklist.ts'

const { json } = siteVisitChecklist
const items = json.pages.flatMap((page) => page.elements).filter((element) => element.type === 'radiogroup')
const allMet = Object.fromEntries(items.map((item) => [item.name, 'met']))

test('the checklist can be published and asks at least fourteen things, three of them critical', () => {
  expect(faultsOfForm(json)).toEqual([])
  expect(items.length).toBeGreaterThanOrEqual(14)
  expect(items.filter((item) => 'critical' in item && item.critical).length).toBeGreaterThanOrEqual(3)
})

test('everything met gives full marks', () => {
  expect(faultsOfAnswers(json, allMet, 'zh-CN')).toEqual([])
  expect(scoreResponse(json, allMet)).toEqual({
    score: items.length * 2,
    max: items.length * 2,
    failed_critical: [],
  })
})

test('a blocked fire exit fails the visit and wants a word about it', () => {
  const answers = { ...allMet, fire_exits_clear: 'not_met' }
  expect(scoreResponse(json, answers).failed_critical).toEqual(['fire_exits_clear'])
  expect(faultsOfAnswers(json, answers, 'en').map((fault) => fault.path)).toEqual([
    'answers.fire_exits_clear_remark',
  ])
})

test('Traditional Chinese keeps no simplified character', () => {
  const traditional = Converter({ from: 'cn', to: 'tw' })
  for (const [, text = ''] of JSON.stringify(json).matchAll(/"zh-tw":"([^"]*)"/g)) {
    expect(traditional(text)).toBe(text)
  }
})
