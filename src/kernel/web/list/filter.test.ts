import { expect, test } from 'vitest'
import { z } from 'zod'
import { shownColumns } from './column.ts'
import { namesOf, pick, sameFilters } from './filter.ts'
import { orderAfter, ordersBy, ordersOf } from './orders.ts'

test('a view is the one shown whatever the order of its filters', () => {
  expect(sameFilters({ state: ['a', 'b'], kind: 'x' }, { kind: 'x', state: ['b', 'a'] })).toBe(true)
  expect(sameFilters({ state: 'a' }, { state: ['a'] })).toBe(true)
  expect(sameFilters({ state: 'a' }, {})).toBe(false)
})

test('a list takes from the address only what is its own', () => {
  const names = namesOf([
    { key: 'state', kind: 'choice', title: '', options: [] },
    { key: 'at', kind: 'days', title: '' },
  ])
  expect(pick({ state: 'a', at_from: '2026-01-01', tab: 'x', q: 'y' }, names)).toEqual({
    state: 'a',
    at_from: '2026-01-01',
    q: 'y',
  })
})

test('chosen columns keep the order of the list, and one always stays', () => {
  const columns = ['number', 'title', 'at'].map((key) => ({
    key,
    title: key,
    render: () => null,
    optional: key === 'at',
  }))
  const keys = (chosen?: string[]) => shownColumns(columns, chosen).map(({ key }) => key)
  expect(keys()).toEqual(['number', 'title'])
  expect(keys(['at', 'number'])).toEqual(['number', 'at'])
  expect(keys([])).toEqual(['number'])
})

test('the head of a column leads through the orders the endpoint has of it, and back to the list’s own', () => {
  const query = z.object({ sort: z.enum(['-received', 'received', 'due']).default('-received') })
  const orders = ordersOf({ query })
  const walk = (sort: string) => {
    const walked = [orderAfter('', sort, orders)]
    while (walked.at(-1)) walked.push(orderAfter(walked.at(-1)!, sort, orders))
    return walked
  }
  expect(walk('received')).toEqual(['received', '-received', ''])
  expect(walk('due')).toEqual(['due', ''])
  expect(ordersBy('name', orders)).toEqual([])
  expect(ordersOf({ query: z.object({}) })).toEqual([])
})
