import { expect, test } from 'vitest'
import {
  formatDate,
  formatDateTime,
  formatDuration,
  formatFileSize,
  formatList,
  formatMoney,
  formatNumber,
  formatPercent,
  formatRelative,
  formatTimeZone,
  type Language,
  languageLabels,
  languages,
  negotiateLanguage,
} from './contract.ts'

const inEach = (say: (language: Language) => string) => languages.map(say)
const shanghai = { timeZone: 'Asia/Shanghai' }
const evening = '2026-02-28T18:05:00Z'

test('an instant is shown on the day and at the hour of the time zone, in 24 hours', () => {
  expect(inEach((l) => formatDate(l, evening, shanghai))).toEqual([
    '2026年3月1日',
    '2026年3月1日',
    '1 March 2026',
  ])
  expect(inEach((l) => formatDateTime(l, evening, shanghai))).toEqual([
    '2026年3月1日 02:05',
    '2026年3月1日 02:05',
    '1 March 2026 at 02:05',
  ])
  expect(inEach((l) => formatDateTime(l, '2026-02-28T16:05:00Z', { ...shanghai, style: 'table' }))).toEqual([
    '2026-03-01 00:05',
    '2026/03/01 00:05',
    '01 Mar 2026 00:05',
  ])
})

test('a bare day is the same day in every time zone', () => {
  for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    expect(formatDate('zh-CN', '2026-03-01', { timeZone })).toBe('2026年3月1日')
    expect(formatDate('zh-CN', '2026-03-01', { timeZone, style: 'month' })).toBe('2026年3月')
  }
})

test('money is exact to the last minor unit and has the digits of its currency', () => {
  expect(inEach((l) => formatMoney(l, 8_431_000, 'CNY'))).toEqual(['¥84,310.00', '¥84,310.00', '¥84,310.00'])
  expect(formatMoney('en', 900719925474099301n, 'CNY')).toBe('¥9,007,199,254,740,993.01')
  expect(formatMoney('zh-CN', -5, 'CNY')).toBe('-¥0.05')
  expect(formatMoney('en', 1200, 'JPY')).toBe('JP¥1,200')
})

test('numbers, shares and sizes', () => {
  expect(inEach((l) => formatNumber(l, 1234567.5))).toEqual(['1,234,567.5', '1,234,567.5', '1,234,567.5'])
  expect(formatPercent('en', 0.8754)).toBe('87.5%')
  expect(formatFileSize('en', 1_440_000)).toBe('1.4 MB')
  expect(formatFileSize('en', 12)).toBe('12 bytes')
  expect(formatFileSize('zh-CN', 0)).toBe('0字节')
})

test('times near now are told from now, by calendar days once a day has passed', () => {
  const now = '2026-03-01T04:00:00Z'
  const told = (at: string) => inEach((l) => formatRelative(l, at, now, shanghai))
  expect(told('2026-03-01T03:57:00Z')).toEqual(['3 分钟前', '3 分鐘前', '3 minutes ago'])
  expect(told('2026-02-28T02:00:00Z')).toEqual(['昨天', '昨天', 'yesterday'])
  expect(told('2026-03-03')).toEqual(['后天', '後天', 'in 2 days'])
  expect(told('2026-05-15T00:00:00Z')).toEqual(['2 个月后', '2 個月後', 'in 2 months'])
  expect(told('2026-03-01T04:00:10Z')).toEqual(['现在', '現在', 'now'])
})

test('what is left on a clock, and lists', () => {
  expect(inEach((l) => formatDuration(l, 260))).toEqual(['4 小时 20 分钟', '4 小時 20 分鐘', '4 hrs 20 mins'])
  expect(formatDuration('en', 0)).toBe('0 mins')
  expect(inEach((l) => formatList(l, ['A', 'B', 'C']))).toEqual(['A、B、C', 'A、B、C', 'A, B and C'])
  expect(inEach((l) => formatList(l, ['A', 'B'], 'or'))).toEqual(['A或B', 'A或B', 'A or B'])
})

test('a reader is addressed in the chosen language, else in the best the browser asks for', () => {
  expect(languageLabels).toEqual({ 'zh-CN': '简体中文', 'zh-TW': '繁體中文', en: 'English' })
  expect(negotiateLanguage('en', 'zh-TW')).toBe('zh-TW')
  expect(negotiateLanguage('fr;q=0.9, zh-HK;q=0.8, en;q=0.7')).toBe('zh-TW')
  expect(negotiateLanguage('zh-Hans-SG')).toBe('zh-CN')
  expect(negotiateLanguage('en-US,en;q=0.9,zh-CN;q=0.8')).toBe('en')
  expect(negotiateLanguage('de')).toBe('en')
  expect(negotiateLanguage('zh;q=0, *;q=0.5')).toBe('zh-CN')
  expect(negotiateLanguage(undefined, 'xx')).toBe('zh-CN')
})

test('a time zone is named in words, with its distance from Greenwich', () => {
  expect(inEach((l) => formatTimeZone(l, 'Asia/Shanghai', evening))).toEqual([
    '中国标准时间 (GMT+8)',
    '中國標準時間 (GMT+8)',
    'China Standard Time (GMT+8)',
  ])
  expect(formatTimeZone('en', 'Europe/London', '2026-07-01T00:00:00Z')).toBe('United Kingdom Time (GMT+1)')
})
