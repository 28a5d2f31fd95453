import { expect, test } from 'vitest'
import { readSearch, writeSearch } from './url-search.ts'

test('an address says its filters in plain words and comes back the same', () => {
  const search = { state: ['draft', 'submitted'], q: '徐汇 服务', sort: '-due_at' }
  expect(readSearch(writeSearch(search))).toEqual(search)
  expect(writeSearch({ state: ['draft', 'submitted'], q: '' })).toBe('?state=draft&state=submitted')
  expect(writeSearch({})).toBe('')
})
