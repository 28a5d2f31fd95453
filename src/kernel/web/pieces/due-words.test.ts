import { expect, test } from 'vitest'
import { makeFormats } from '../../language/contract.ts'
import { translate } from '../../language/translate.ts'
import { dueWords } from './due-words.ts'

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
