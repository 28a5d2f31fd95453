import { readFileSync } from 'node:fs'
import { Converter } from 'opencc-js/cn2t'

const traditional = Converter({ from: 'cn', to: 'tw' })
const written = ['../../src/app/locales.gen/zh-TW.json', '../../regulation/zh-TW.gen.json'].map((file) =>
  readFileSync(new URL(file, import.meta.url), 'utf8'),
)
/** Characters of our own Traditional texts: 台 and 后 are of both. */
const used = new Set(written.join(''))

/** The characters of a text that nobody writes in Taipei. */
export const simplifiedIn = (text: string): string[] =>
  [...new Set(text)].filter((one) => !used.has(one) && traditional(one) !== one)
