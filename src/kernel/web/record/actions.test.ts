import { expect, test } from 'vitest'
import { arrange } from './actions.ts'

const actions = [
  { key: 'print', word: 'Print', quiet: true },
  { key: 'reject', word: 'Reject', danger: true },
  { key: 'approve', word: 'Approve' },
  { key: 'return', word: 'Return' },
]

test('the first step that is allowed is the primary button, destructive ones stand last', () => {
  const { primary, others } = arrange(actions, ['print', 'reject', 'approve', 'return'])
  expect(primary?.key).toBe('approve')
  expect(others.map(({ key }) => key)).toEqual(['print', 'return', 'reject'])
})

test('what the server does not allow is not there; a destructive act is never the primary button', () => {
  expect(arrange(actions, ['reject'])).toMatchObject({ primary: undefined, others: [{ key: 'reject' }] })
})
