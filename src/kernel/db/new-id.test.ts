import { expect, test } from 'vitest'
import { newId } from './new-id.ts'

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const momentOf = (id: string) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

test('ids made one after the other sort as they were made, many within a millisecond', () => {
  const made = Array.from({ length: 50_000 }, newId)
  expect(made.filter((id) => !shape.test(id))).toEqual([])
  expect([...made].sort()).toEqual(made)
  expect(new Set(made).size).toBe(made.length)
  // So many share their milliseconds that chance would not have sorted them.
  expect(new Set(made.map(momentOf)).size).toBeLessThan(made.length / 10)
})

test('an id begins with the moment it was made', async () => {
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(Math.abs(momentOf(newId()) - Date.now())).toBeLessThan(1000)
})

test('what cannot be told apart by its first half is told apart by its random end', () => {
  const ends = Array.from({ length: 1000 }, () => newId().slice(19))
  expect(new Set(ends).size).toBe(1000)
})
