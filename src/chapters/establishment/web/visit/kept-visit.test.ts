import { expect, test } from 'vitest'
import { CallProblem } from '../../../../kernel/web/call-problem.ts'
import { type Seen, shareDraft } from '../../../../kernel/web/form/shared-draft.ts'
import { type KeptVisit, mergeVisit, type Written } from './kept-visit.ts'

test('who comes back online adds what was answered without a network to what the team saved meanwhile', async () => {
  const asPlanned: Written = { answers: { signage: 2 }, note: '' }
  let held: Seen<Written> = { version: 7, values: asPlanned }
  const write = async (values: Written, { version }: Seen<Written>) => {
    if (version !== held.version) throw new CallProblem(409, { code: 'errors.stale' })
    held = { version: version + 1, values }
    return held
  }
  // He Chuan answered without a network, over version 7.
  const kept: KeptVisit = {
    seen: held,
    written: { answers: { signage: 2, fire_exits_clear: 1 }, note: '通道堆放杂物' },
  }
  // Zhou Ting answers and saves.
  await write({ answers: { signage: 1, first_aid: 2, lighting: 2 }, note: '' }, held)

  let mine = kept.written
  const draft = shareDraft<Written>({
    seen: kept.seen,
    mine: () => mine,
    read: async () => held,
    write,
    merge: mergeVisit,
    onMerged: (merged) => {
      mine = merged
    },
    onClash: () => expect.unreachable('nobody answered the same question'),
  })
  expect(await draft.save()).toBe(true)
  expect(held.values).toEqual({
    answers: { signage: 1, first_aid: 2, lighting: 2, fire_exits_clear: 1 },
    note: '通道堆放杂物',
  })
})

test('two notes are shown to choose between; one note stands', () => {
  const of = (note: string): Written => ({ answers: {}, note })
  expect(mergeVisit(of(''), of('a'), of('b')).clashes).toEqual(['note'])
  expect(mergeVisit(of(''), of(''), of('b'))).toEqual({ merged: of('b'), clashes: [] })
})
