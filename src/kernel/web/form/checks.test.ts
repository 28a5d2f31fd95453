import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { covers, findIssues, isOptional, tidy } from './checks.ts'

const schema = z.object({
  name: z.string().min(2),
  remark: z.string().nullable(),
  area: z.number().optional(),
  head: z.object({ name: z.string() }).optional(),
  staffing: z.array(z.object({ post: z.string().min(1), qualification: z.string().nullable() })).min(1),
})

describe('tidying what fields hold', () => {
  test('an empty text is no value, and null where the schema asks for null', () => {
    expect(tidy(schema, { name: '  ', remark: '', area: null })).toEqual({ remark: null })
  })
  test('lines of a table are tidied by their own schema', () => {
    expect(tidy(schema, { staffing: [{ post: '', qualification: '' }] })).toEqual({
      remark: null,
      staffing: [{ qualification: null }],
    })
  })
  test('zero and false are values', () => {
    expect(tidy(z.object({ number: z.number(), agreed: z.boolean() }), { number: 0, agreed: false })).toEqual(
      {
        number: 0,
        agreed: false,
      },
    )
  })
})

describe('finding faults', () => {
  test('names every field once, with its path', () => {
    const faults = findIssues(schema, {
      name: 'x',
      remark: null,
      staffing: [{ post: '', qualification: null }],
    })
    expect(faults.map(({ path }) => path)).toEqual([['name'], ['staffing', 0, 'post']])
  })
  test('says nothing of values that fit', () => {
    const staffing = [{ post: 'lead', qualification: null }]
    expect(findIssues(schema, { name: 'Xuhui', remark: null, staffing })).toEqual([])
  })
})

test('a field may be left empty when the schema takes nothing or null', () => {
  const optional = (path: (string | number)[]) => isOptional(schema, path)
  expect([optional(['name']), optional(['remark']), optional(['area'])]).toEqual([false, true, true])
  expect([optional(['staffing', 0, 'post']), optional(['staffing', 0, 'qualification'])]).toEqual([
    false,
    true,
  ])
})

test('a list covers its lines', () => {
  expect(covers(['staffing'], ['staffing', 0, 'post'])).toBe(true)
  expect(covers(['staff'], ['staffing'])).toBe(false)
})
