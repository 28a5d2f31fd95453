import { expect, test } from 'vitest'
import { changedFrom, findUnfit, readDraft } from './draft-values.ts'

const held = {
  kind: 'branch',
  name: '扬州分公司',
  positioning: '  ',
  currency: 'CNY',
  staffing: [{ post: '顾问', number: null, qualification: null, persons: [] }],
  budget: [{ item: '', amount: null }],
  funding: [],
}

test('a half-written line is kept with its blanks, and empty text is nothing', () => {
  const { draft } = readDraft(held)
  expect(draft.staffing).toEqual([{ post: '顾问', number: 1, qualification: '', persons: [] }])
  expect(draft.budget).toEqual([{ item: '', amount: 0 }])
  expect(draft.positioning).toBeNull()
})

test('a value that fits no draft is left out, and told when the application is handed in', () => {
  expect(readDraft({ ...held, area: -3 }).draft).not.toHaveProperty('area')
  expect(findUnfit({ ...held, area: -3 }).map(({ path }) => path.join('.'))).toEqual([
    'staffing.0.number',
    'area',
  ])
})

test('one cell that fits no draft is left out and named; every other line and cell is kept', () => {
  const lines = ['顾问', '会计', '法务'].map((post) => ({
    post,
    number: 2,
    qualification: '本科',
    persons: [],
  }))
  const staffing = [...lines, { post: '岗'.repeat(101), number: 0, qualification: '本科', persons: [] }]
  const { draft, unfit } = readDraft({ ...held, staffing })
  expect(draft.staffing).toEqual([...lines, { post: '', number: 1, qualification: '本科', persons: [] }])
  expect(unfit.map(({ path }) => path.join('.'))).toEqual(['staffing.3.post', 'staffing.3.number'])
})

test('only what changed since it was saved is sent', () => {
  const saved = readDraft(held).draft
  expect(changedFrom(saved, readDraft({ ...held, name: '扬州第二分公司' }).draft)).toEqual({
    name: '扬州第二分公司',
  })
  expect(changedFrom(saved, saved)).toEqual({})
})
