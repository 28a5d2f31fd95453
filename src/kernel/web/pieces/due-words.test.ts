import { expect, test } from 'vitest'
import { makeFormats } from '../../language/contract.ts'
import { translate } from '../../language/translate.ts'
import { byDueDay, dueWords } from './due-words.ts'

const said = (due_at: string, language: 'zh-CN' | 'en', zone = 'Asia/Shanghai') =>
  dueWords(due_at, {
    formats: makeFormats(language, zone),
    endOfDay: (day) => translate(language, 'web.time.end_of_day', { day }),
  })

test('what is due at midnight is due by the end of the day before, wherever midnight is', () => {
  expect(said('2026-11-29T16:00:00Z', 'zh-CN')).toBe('2026年11月29日 24:00')
  expect(said('2026-11-29T16:00:00Z', 'en')).toBe('by the end of 29 November 2026')
  expect(said('2026-11-29T16:00:00Z', 'zh-CN', 'Europe/London')).toBe('2026年11月29日 16:00')
  expect(said('2026-11-29T04:00:00Z', 'zh-CN')).toBe('2026年11月29日 12:00')
})

test('the days of what is due hold what is due by their end, and are named after it', () => {
  const formats = makeFormats('zh-CN', 'Asia/Shanghai')
  const now = new Date('2026-12-03T02:00:00Z')
  const dues = ['2026-12-03T01:00:00Z', '2026-12-04T16:00:00Z', '2026-12-05T02:00:00Z', null]
  const days = byDueDay(
    dues.map((due_at) => ({ due_at })),
    now,
    formats,
  )
  const named = days.map(({ at, items }) => [at && formats.date(at), items.map(({ due_at }) => due_at)])
  expect(named).toEqual([
    [null, [dues[0]]],
    ['2026年12月4日', [dues[1]]],
    ['2026年12月5日', [dues[2]]],
    ['2026年12月3日', [null]],
  ])
})
