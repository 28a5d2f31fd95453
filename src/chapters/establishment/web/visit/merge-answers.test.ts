import { expect, test } from 'vitest'
import { mergeAnswers } from './merge-answers.ts'

test('two visitors who answer different questions both keep their answers', () => {
  const { merged, clashes } = mergeAnswers({}, { signage: 2 }, { fire_exits_clear: 1 })
  expect(merged).toEqual({ signage: 2, fire_exits_clear: 1 })
  expect(clashes).toEqual([])
})

test('a question both answered differently is left to them', () => {
  const { merged, clashes } = mergeAnswers({ signage: 0 }, { signage: 1 }, { signage: 2 })
  expect(merged).toEqual({ signage: 1 })
  expect(clashes).toEqual(['signage'])
})

test('an answer one of them took away stays away', () => {
  expect(mergeAnswers({ signage: 1 }, {}, { signage: 1 }).merged).toEqual({})
  expect(mergeAnswers({ signage: 1 }, { signage: 1 }, {}).merged).toEqual({})
})
