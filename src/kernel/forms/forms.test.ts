import { describe, expect, test } from 'vitest'
import { faultsOfAnswers } from './faults.ts'
import { scoreResponse } from './score.ts'
import { faultsOfForm } from './soundness.ts'

const grades = [
  { value: 'met', score: 2 },
  { value: 'partly', score: 1 },
  { value: 'not_met', score: 0 },
  { value: 'na' },
]
const visit = {
  elements: [
    {
      type: 'radiogroup',
      name: 'exits',
      title: { default: 'Fire exits are clear', 'zh-cn': '消防通道畅通', 'zh-tw': '消防通道暢通' },
      isRequired: true,
      critical: true,
      choices: grades,
    },
    { type: 'radiogroup', name: 'signage', isRequired: true, choices: grades },
    {
      type: 'panel',
      name: 'details',
      elements: [
        {
          type: 'comment',
          name: 'why',
          isRequired: true,
          visibleIf: "{exits} = 'not_met' or {exits} = 'partly'",
        },
      ],
    },
    {
      type: 'checkbox',
      name: 'proofs',
      choices: [
        { value: 'lease', score: 1 },
        { value: 'photos', score: 1 },
      ],
    },
    {
      type: 'rating',
      name: 'impression',
      rateValues: [
        { value: 1, score: 0 },
        { value: 2, score: 1 },
      ],
    },
    { type: 'text', name: 'area', inputType: 'number', min: 10 },
    { type: 'radiogroup', name: 'seal', visibleIf: "{signage} = 'met'", choices: grades },
  ],
}
const codes = (answers: Parameters<typeof scoreResponse>[1]) =>
  faultsOfAnswers(visit, answers, 'zh-CN').map(({ path, code }) => `${path} ${code}`)

describe('scoring', () => {
  test('adds what the choices are worth and counts every question that is asked', () => {
    expect(
      scoreResponse(visit, { exits: 'met', signage: 'partly', proofs: ['lease'], impression: 2 }),
    ).toEqual({
      score: 5,
      max: 7,
      failed_critical: [],
    })
  })

  test('a hidden question counts neither way, whatever an old answer says', () => {
    expect(scoreResponse(visit, { exits: 'met', signage: 'not_met', seal: 'met' })).toMatchObject({
      score: 2,
      max: 7,
    })
    expect(scoreResponse(visit, { exits: 'met', signage: 'met', seal: 'met' })).toMatchObject({
      score: 6,
      max: 9,
    })
  })

  test('not applicable leaves the denominator', () => {
    expect(scoreResponse(visit, { exits: 'met', signage: 'na' })).toMatchObject({ score: 2, max: 5 })
  })

  test('a critical item worth nothing is named; not applicable and unanswered are not failures', () => {
    expect(scoreResponse(visit, { exits: 'not_met' }).failed_critical).toEqual(['exits'])
    expect(scoreResponse(visit, { exits: 'na' }).failed_critical).toEqual([])
    expect(scoreResponse(visit, {}).failed_critical).toEqual([])
  })
})

describe('completing', () => {
  test('names every question still unanswered, also one that only now became visible', () => {
    expect(codes({ exits: 'not_met' })).toEqual([
      'answers.signage forms.errors.answer_missing',
      'answers.why forms.errors.answer_missing',
    ])
    expect(codes({ exits: 'met', signage: 'na' })).toEqual([])
  })

  test('refuses an answer that was not on offer and a question that was never asked', () => {
    expect(codes({ exits: 'perfect', signage: 'met', proofs: ['lease', 'gold'], bonus: 10 })).toEqual([
      'answers.bonus forms.errors.unknown_question',
      'answers.exits forms.errors.not_on_offer',
      'answers.proofs forms.errors.not_on_offer',
    ])
  })

  test("says what a question's own check says, in the reader's language", () => {
    const answers = { exits: 'met', signage: 'met', area: 3 }
    expect(faultsOfAnswers(visit, answers, 'zh-CN')[0]?.params).toMatchObject({ reason: '该值不能小于 10' })
    expect(faultsOfAnswers(visit, answers, 'en')[0]?.params).toMatchObject({ question: 'area' })
    expect(faultsOfAnswers(visit, {}, 'zh-TW')[0]?.params).toMatchObject({ title: '消防通道暢通' })
  })
})

describe('publishing', () => {
  const faults = (elements: unknown[]) =>
    faultsOfForm({ elements }).map(({ path, code }) => `${path} ${code}`)

  test('a sound form has no faults', () => {
    expect(faultsOfForm(visit)).toEqual([])
  })

  test('an unsound one is told every fault', () => {
    expect(faults([])).toEqual(['json forms.errors.no_questions'])
    expect(
      faults([
        { type: 'text', name: 'a' },
        { type: 'text', name: 'a' },
      ]),
    ).toEqual(['json.a forms.errors.name_twice'])
    expect(
      faults([
        { type: 'html', name: 'a', html: '<b>' },
        { type: 'text', name: 'b' },
      ]),
    ).toEqual(['json.a forms.errors.type_not_allowed'])
    expect(
      faults([{ type: 'radiogroup', name: 'a', critical: true, choices: ['x', { value: 'y', score: 2 }] }]),
    ).toEqual(['json.a forms.errors.critical_cannot_fail'])
    expect(faults([{ type: 'dropdown', name: 'a', choicesByUrl: { url: 'http://10.0.0.1/' } }])).toEqual([
      'json forms.errors.from_outside',
    ])
    expect(faults([{ type: 'text', name: 'a', scroe: 3 }])).toEqual(['json forms.errors.not_understood'])
  })
})
