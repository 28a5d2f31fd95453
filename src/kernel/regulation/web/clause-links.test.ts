import { expect, test } from 'vitest'
import { type ClauseLink, clauseLinks, registerClauseLinks } from './clause-links.ts'

const link = (given: Partial<ClauseLink>): ClauseLink => ({
  clause_id: 'of this test',
  kind: 'work',
  label: 'web.menu.establishment',
  to: '/establishment/applications',
  ...given,
})

test('a clause shows the work before the records, whatever the order of registration', () => {
  registerClauseLinks([link({ kind: 'records', to: '/records' }), link({})])
  expect(clauseLinks('of this test').map(({ to }) => to)).toEqual(['/establishment/applications', '/records'])
})

test('registering the same page again changes nothing', () => {
  registerClauseLinks([link({})])
  expect(clauseLinks('of this test')).toHaveLength(2)
})

test('a clause without work in the system shows none', () => {
  expect(clauseLinks('9.1')).toEqual([])
})
