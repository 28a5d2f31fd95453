import i18next, { type i18n } from 'i18next'
import {
  formatDate,
  formatDateTime,
  formatList,
  formatMoney,
  type Language,
  type Moment,
} from '../contract.ts'

export type { MessageKey } from '../keys.gen.ts'
export type MessageParams = Record<string, unknown>
export type Table = Record<string, string>

/**
 * One i18next instance over flat tables, the same on the server and in the browser.
 * Placeholders may name a format: `{{count, number}}`, `{{on, date}}`, `{{at, dateTime}}`, `{{documents, list}}`,
 * and `{{amount, money}}` for `{ minor, currency }`. `strict` throws on an unknown key or a forgotten parameter;
 * otherwise the reader sees the key. A key that `isAwaited` says is still on its way is nothing meanwhile.
 */
export function makeWords(
  tables: Partial<Record<Language, Table>>,
  strict: boolean,
  isAwaited = () => false,
): i18n {
  const words = i18next.createInstance()
  words.init({
    resources: Object.fromEntries(
      Object.entries(tables).map(([language, table]) => [language, { translation: table }]),
    ),
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    returnEmptyString: false,
    // In the browser words come in two parts: what is shown is said again with the second.
    react: { bindI18nStore: 'added' },
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key) => {
      if (isAwaited()) return ''
      if (strict) throw new Error(`No message has the key ${key}, or its {{count}} was not given`)
      return key
    },
    missingInterpolationHandler: (text, [placeholder]) => {
      if (strict) throw new Error(`No value for ${placeholder} in the message "${text}"`)
      return ''
    },
  })
  addFormats(words)
  return words
}

function addFormats(words: i18n) {
  const add = <T>(name: string, format: (value: T, language: Language, timeZone?: string) => string) =>
    words.services.formatter?.add(name, (value, language, options) =>
      format(value, language as Language, options.timeZone),
    )
  add('date', (value: Moment, language, timeZone) => formatDate(language, value, { timeZone }))
  add('dateTime', (value: Moment, language, timeZone) => formatDateTime(language, value, { timeZone }))
  add('list', (value: string[], language) => formatList(language, value))
  add('money', (value: { minor: number | bigint | string; currency: string }, language) =>
    formatMoney(language, value.minor, value.currency),
  )
}

/**
 * Where a permission's words stand: `tasks.task.hand_over` is called `tasks.permissions.task_hand_over` by its own
 * part. Undefined for what is no permission.
 */
export function permissionKey(permission: string): string | undefined {
  const [, part, rest] = /^([a-z_]+)\.((?:[a-z_]+\.)+[a-z_]+)$/.exec(permission) ?? []
  return part && rest && `${part}.permissions.${rest.replaceAll('.', '_')}`
}
