import type { Message, Text } from './read.ts'
import { isForms, other } from './read.ts'

export type Flat = Record<string, string>
export type Generated = { 'zh-CN': Flat; 'zh-TW': Flat; en: Flat }

/** Flat tables as i18next reads them: a plural becomes `key_one` and `key_other`; Chinese has only `_other`. */
export function flatten(messages: Message[], derive: (text: string) => string): Generated {
  const tables: Generated = { 'zh-CN': {}, 'zh-TW': {}, en: {} }
  for (const message of [...messages].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const plural = isForms(message.en)
    const zh = other(message.zh)
    const put = (table: Flat, text: Text) => {
      if (!plural) table[message.key] = other(text)
      else {
        if (table === tables.en && isForms(text) && text.one) table[`${message.key}_one`] = text.one
        table[`${message.key}_other`] = other(text)
      }
    }
    put(tables['zh-CN'], zh)
    put(tables['zh-TW'], message.tw ?? derive(zh))
    put(tables.en, message.en)
  }
  return tables
}

/** The union of all keys, so that the compiler knows them. */
export function keyUnion(messages: Message[]): string {
  const keys = [...new Set(messages.map((message) => message.key))].sort()
  const union = keys.length === 0 ? ' never' : keys.map((key) => `\n  | '${key}'`).join('')
  return `// Written by \`npm run generate\` from src/**/locales/*.json.\nexport type MessageKey =${union}\n`
}
