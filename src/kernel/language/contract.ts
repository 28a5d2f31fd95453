/** The three languages, and what each makes of dates, numbers and money. Everything is Intl; nothing is spelled out by hand. */
export const languages = ['zh-CN', 'zh-TW', 'en'] as const
export type Language = (typeof languages)[number]

/** A name kept as data: a parameter of a message that says it in the language of whoever reads. */
export type InEveryLanguage = Record<Language, string>

/** Parameters of a message with every such name in the reader's language. */
export const inLanguage = (language: Language, params: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isInEvery(value) ? value[language] : value]),
  )

/** The name of an organisation, a person or a calendar as the reader's language writes it. */
export const nameIn = (
  language: Language,
  { name, name_tw, name_en }: { name: string; name_tw?: string | null | undefined; name_en?: string | null },
): string => ({ 'zh-CN': name, 'zh-TW': name_tw || name, en: name_en || name })[language]

const isInEvery = (value: unknown): value is InEveryLanguage =>
  typeof value === 'object' && value !== null && languages.every((language) => language in value)

/** A name kept as data in every language; undefined for anything else. */
export const inEveryLanguage = (value: unknown): InEveryLanguage | undefined =>
  isInEvery(value) ? value : undefined

/** What is spoken when nobody says anything. */
export const defaultLanguage: Language = 'zh-CN'

/** Each language by its own name. */
export const languageLabels = Object.fromEntries(
  languages.map((language) => [
    language,
    new Intl.DisplayNames(language, { type: 'language' }).of(scriptOf(language)),
  ]),
) as Record<Language, string>

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}

/** The language a person chose, else the best of the Accept-Language header, else Simplified Chinese; English for all others. */
export function negotiateLanguage(acceptLanguageHeader?: string, preference?: string | null): Language {
  if (isLanguage(preference)) return preference
  const wishes = (acceptLanguageHeader ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';')
      const q = options.map((option) => /^\s*q=([\d.]+)/.exec(option)?.[1]).find(Boolean)
      return { tag: tag.trim(), q: q === undefined ? 1 : Number(q) }
    })
    .filter((wish) => wish.tag !== '' && wish.q > 0)
    .sort((a, b) => b.q - a.q)
  for (const { tag } of wishes) {
    const language = tag === '*' ? defaultLanguage : languageOfTag(tag)
    if (language) return language
  }
  return wishes.length === 0 ? defaultLanguage : 'en'
}

function languageOfTag(tag: string): Language | undefined {
  if (/^zh-(hant|tw|hk|mo)\b/.test(tag)) return 'zh-TW'
  if (/^zh\b/.test(tag)) return 'zh-CN'
  if (/^en\b/.test(tag)) return 'en'
  return undefined
}

function scriptOf(language: Language) {
  return { 'zh-CN': 'zh-Hans', 'zh-TW': 'zh-Hant', en: 'en' }[language]
}

/** The locale Intl is asked for: English is British. */
export const localeOf = (language: Language) => (language === 'en' ? 'en-GB' : language)

/** An instant as Date or ISO string; a bare day `YYYY-MM-DD` belongs to no time zone and is never shifted. */
export type Moment = Date | string
type Zoned = { timeZone?: string }

const isDay = (value: Moment) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
const zoneFor = (value: Moment, zone?: string) => (isDay(value) ? 'UTC' : zone)

/** 2026年3月1日 · 1 March 2026; `table` lines up in columns: 2026-03-01 · 2026/03/01 · 01 Mar 2026; `month` leaves the day out. */
export function formatDate(
  language: Language,
  value: Moment,
  { timeZone, style = 'long' }: Zoned & { style?: 'long' | 'table' | 'month' | 'weekday' } = {},
): string {
  const date = new Date(value)
  const zone = { timeZone: zoneFor(value, timeZone) }
  const show = (options: Intl.DateTimeFormatOptions) =>
    intl.date(language, { ...zone, ...options }).format(date)
  if (style === 'month') return show({ year: 'numeric', month: 'long' })
  if (style === 'weekday') return show({ dateStyle: 'full' })
  if (style === 'long') return show({ dateStyle: 'long' })
  const text = show({ year: 'numeric', month: language === 'en' ? 'short' : '2-digit', day: '2-digit' })
  return language === 'zh-CN' ? text.replaceAll('/', '-') : text
}

/** 2026年3月1日 14:05 · 1 March 2026 at 14:05; with `table` 2026-03-01 14:05. Always 24 hours. */
export function formatDateTime(
  language: Language,
  value: Moment,
  { timeZone, style = 'long' }: Zoned & { style?: 'long' | 'table' } = {},
): string {
  const words = language === 'en' && style === 'long' ? ' at ' : ' '
  return `${formatDate(language, value, { timeZone, style })}${words}${formatTime(language, value, { timeZone })}`
}

/** 14:05 */
export function formatTime(language: Language, value: Moment, { timeZone }: Zoned = {}): string {
  return intl
    .date(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
    .format(new Date(value))
}

/** 84,310.5 */
export function formatNumber(
  language: Language,
  value: number | bigint,
  options: Intl.NumberFormatOptions = {},
): string {
  return intl.number(language, options).format(value)
}

/** A share from 0 to 1 as 87.5%. */
export function formatPercent(language: Language, share: number, digits = 1): string {
  return formatNumber(language, share, { style: 'percent', maximumFractionDigits: digits })
}

/** The renminbi sign is ¥ in all three languages. */
function moneyFormat(language: Language, currency: string): Intl.NumberFormat {
  const currencyDisplay = currency === 'CNY' ? 'narrowSymbol' : 'symbol'
  return intl.number(language, { style: 'currency', currency, currencyDisplay })
}

/** Integer minor units exactly, as ¥84,310.00. */
export function formatMoney(language: Language, minor: number | bigint | string, currency: string): string {
  const format = moneyFormat(language, currency)
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(`${BigInt(minor)}E-${digits}` as Intl.StringNumericLiteral)
}

/** An amount as it travels: a decimal with a point, as exact as its part keeps it, and an ISO 4217 code. */
export type DecimalAmount = { value: string; currency: string }

/** The same as ¥12,340.00, however large. Whatever is no decimal number is a fault of the part that gave it. */
export function formatAmount(language: Language, { value, currency }: DecimalAmount): string {
  if (!/^-?\d+(\.\d+)?$/.test(value)) throw new Error(`${value} is no decimal number`)
  return moneyFormat(language, currency).format(value as Intl.StringNumericLiteral)
}

/** 1.4 MB from bytes, in steps of 1000. */
export function formatFileSize(language: Language, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']
  const step = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1)
  const options = { style: 'unit', unit: units[step], unitDisplay: step === 0 ? 'long' : 'short' } as const
  return formatNumber(language, bytes / 1000 ** step, { ...options, maximumFractionDigits: step < 2 ? 0 : 1 })
}

/** 中国标准时间 (GMT+8) · China Standard Time (GMT+8): a zone by its name in words, with what it is today. */
export function formatTimeZone(language: Language, timeZone: string, at: Moment = new Date()): string {
  const nameOf = (timeZoneName: 'longGeneric' | 'shortOffset') =>
    new Intl.DateTimeFormat(localeOf(language), { timeZone, timeZoneName })
      .formatToParts(new Date(at))
      .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
  return `${nameOf('longGeneric')} (${nameOf('shortOffset')})`
}

/** Intl writes 3分钟 in one Chinese and 3 分鐘 in the other: a space stands between a number and its unit in both. */
function apart(text: string): string {
  return text.replace(/(\d)(?=\p{Script=Han})/gu, '$1 ')
}

/** 3 分钟前 · yesterday · in 2 days. From a day on, calendar days in the time zone count, not 24 hours. */
export function formatRelative(
  language: Language,
  at: Moment,
  now: Moment,
  { timeZone }: Zoned = {},
): string {
  const format = (value: number, unit: Intl.RelativeTimeFormatUnit) =>
    apart(intl.relative(language).format(value, unit))
  const days = dayNumber(at, timeZone) - dayNumber(now, timeZone)
  const seconds = (new Date(at).getTime() - new Date(now).getTime()) / 1000
  if (isDay(at) || Math.abs(seconds) >= 86_400) {
    if (Math.abs(days) < 31) return format(days, 'day')
    if (Math.abs(days) < 365) return format(Math.trunc(days / 30.44), 'month')
    return format(Math.trunc(days / 365.25) || Math.sign(days), 'year')
  }
  if (Math.abs(seconds) < 45) return format(0, 'second')
  const minutes = Math.round(seconds / 60)
  if (Math.abs(minutes) < 60) return format(minutes, 'minute')
  return format(Math.trunc(minutes / 60), 'hour')
}

/** Whole minutes as 4 小时 20 分钟 · 4 hrs 20 mins: what is left on a clock. */
export function formatDuration(language: Language, minutes: number): string {
  const whole = Math.trunc(Math.abs(minutes))
  const unit = (value: number, name: string) =>
    apart(
      formatNumber(language, value, {
        style: 'unit',
        unit: name,
        unitDisplay: language === 'en' ? 'short' : 'long',
      }),
    )
  const parts = [
    whole >= 60 && unit(Math.trunc(whole / 60), 'hour'),
    (whole % 60 || whole === 0) && unit(whole % 60, 'minute'),
  ]
  return parts.filter(Boolean).join(' ')
}

/** 甲、乙、丙 · A, B and C; `or` for alternatives. */
export function formatList(language: Language, items: Iterable<string>, type: 'and' | 'or' = 'and'): string {
  if (language !== 'en' && type === 'and') return [...items].join('\u3001')
  return intl.list(language, type).format(items)
}

/** All of the above for one reader, so that a screen needs neither language nor zone again. */
export function makeFormats(language: Language, timeZone?: string) {
  return {
    date: (value: Moment, options?: Parameters<typeof formatDate>[2]) =>
      formatDate(language, value, { timeZone, ...options }),
    dateTime: (value: Moment, options?: Parameters<typeof formatDateTime>[2]) =>
      formatDateTime(language, value, { timeZone, ...options }),
    time: (value: Moment, options?: Zoned) => formatTime(language, value, { timeZone, ...options }),
    number: (value: number | bigint, options?: Intl.NumberFormatOptions) =>
      formatNumber(language, value, options),
    percent: (share: number, digits?: number) => formatPercent(language, share, digits),
    money: (minor: number | bigint | string, currency: string) => formatMoney(language, minor, currency),
    fileSize: (bytes: number) => formatFileSize(language, bytes),
    relative: (at: Moment, now: Moment, options?: Zoned) =>
      formatRelative(language, at, now, { timeZone, ...options }),
    duration: (minutes: number) => formatDuration(language, minutes),
    list: (items: Iterable<string>, type?: 'and' | 'or') => formatList(language, items, type),
  }
}
export type Formats = ReturnType<typeof makeFormats>

function dayNumber(value: Moment, timeZone?: string): number {
  if (isDay(value)) return Date.parse(`${value}T00:00:00Z`) / 86_400_000
  const parts = intl
    .date('en', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' })
    .formatToParts(new Date(value))
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day')) / 86_400_000
}

/** Intl objects cost a millisecond to make and nothing to keep. */
const kept = new Map<string, unknown>()
function keep<T>(key: unknown[], make: () => T): T {
  const name = JSON.stringify(key)
  const found = (kept.get(name) as T | undefined) ?? make()
  kept.set(name, found)
  return found
}
const intl = {
  date: (language: Language, options: Intl.DateTimeFormatOptions) =>
    keep(['date', language, options], () => new Intl.DateTimeFormat(localeOf(language), options)),
  number: (language: Language, options: Intl.NumberFormatOptions) =>
    keep(['number', language, options], () => new Intl.NumberFormat(localeOf(language), options)),
  relative: (language: Language) =>
    keep(['relative', language], () => new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' })),
  list: (language: Language, type: 'and' | 'or') =>
    keep(
      ['list', language, type],
      () => new Intl.ListFormat(localeOf(language), { type: type === 'or' ? 'disjunction' : 'conjunction' }),
    ),
}
