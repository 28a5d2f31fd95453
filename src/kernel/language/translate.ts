import { readFileSync } from 'node:fs'
import { inLanguage, type Language, languages } from './contract.ts'
import { type MessageKey, type MessageParams, makeWords, type Table } from './messages/contract.ts'

export { negotiateLanguage } from './contract.ts'

const strict = process.env.NODE_ENV !== 'production'
const words = makeWords(
  Object.fromEntries(languages.map((language) => [language, readTable(language)])),
  strict,
)
const speak = Object.fromEntries(languages.map((language) => [language, words.getFixedT(language)]))

/** The sentence of a message key in a language. An unknown key throws, and in production is shown as it is. */
export function translate(
  language: Language,
  key: MessageKey | (string & {}),
  params: MessageParams = {},
): string {
  return String(speak[language]?.(key, inLanguage(language, params)) ?? key)
}

export function knowsMessage(key: string): boolean {
  return words.exists(key, { lng: 'en' }) || words.exists(`${key}_other`, { lng: 'en' })
}

function readTable(language: Language): Table {
  const file = new URL(`../../app/locales.gen/${language}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as Table
}
