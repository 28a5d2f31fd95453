import { simplify, traditionalOf } from '../language/comparing/name-key.ts'

/** What a search knows of a text: pairs of neighbouring Chinese characters, words in Latin letters, numbers. */
export type Word = { word: string; position: number }

const piece = /(\p{Script=Han}+)|([[\p{L}\p{N}]--\p{Script=Han}]+)/gv
const longest = 60

/**
 * The words of a text in their order. Of "上海分公司" they are 上海 海分 分公 公司 and, so that its last character
 * is found too, 司; of "HD-SH 2026" they are hd, sh and 2026. Full-width letters count as plain ones.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let position = 0
  for (const [, han, word] of text.normalize('NFKC').toLowerCase().matchAll(piece)) {
    const pieces = han ? pairsOf(han) : [(word ?? '').slice(0, longest)]
    for (const one of pieces) words.push({ word: one, position: ++position })
  }
  return words
}

function pairsOf(han: string): string[] {
  const characters = [...han]
  return characters.map((character, i) => character + (characters[i + 1] ?? ''))
}

type Weighed = { text: string; weight: 'A' | 'B' | 'C' | 'D' }

/** As many words as one entry keeps. */
const most = 4000

/** The text of a tsvector. Words hold letters and digits only, so that none needs escaping. */
export function vectorOf(texts: Weighed[]): string {
  const places = new Map<string, string[]>()
  let from = 0
  let count = 0
  for (const { text, weight } of texts) {
    let last = from
    for (const { word, position } of wordsOf(text)) {
      if (++count > most) break
      last = from + position
      const known = places.get(word) ?? []
      if (known.length < 200) known.push(`${Math.min(last, 16_000)}${weight === 'D' ? '' : weight}`)
      places.set(word, known)
    }
    from = last
  }
  return [...places].map(([word, at]) => `'${word}':${at.join(',')}`).join(' ')
}

/**
 * The text of a tsquery that finds all the words typed, unfinished ones too; undefined: nothing to find. Figures and one or
 * two letters with more behind them are finished: for TS-2026-000123 nobody looks through all that begins with ts.
 */
export function queryOf(typed: string): string | undefined {
  const words = wordsOf(typed).slice(0, 24)
  if (words.length === 0) return undefined
  // The single character behind a run of Chinese is only its end: the pair before it has found it already.
  const wanted = words.filter(({ word }, i) => !isEndOfRun(word, words[i - 1]?.word))
  const isWhole = (word: string, i: number) =>
    isPair(word) || (i < wanted.length - 1 && /^(\d+|[a-z]{1,2})$/.test(word))
  return wanted
    .map(({ word }, i) => [
      ...inBothScripts(word).map((one) => (isWhole(word, i) ? `'${one}'` : `'${one}':*`)),
      ...(isWhole(word, i) ? [] : inNumbers(word).map((one) => `'${one}'`)),
    ])
    .map((ways) => (ways.length > 1 ? `(${ways.join(' | ')})` : ways[0]))
    .join(' & ')
}

/** Figures as numbers have them: 218 finds WT-2026-0218 and TS-2026-000218. */
const inNumbers = (word: string) =>
  /^[1-9]\d{0,4}$/.test(word)
    ? [4, 6].filter((width) => word.length < width).map((width) => word.padStart(width, '0'))
    : []

/** As many ways as one word is looked for in. */
const mostWays = 16

/** A word in either script: 發票 is found by 发票, and the other way round. */
function inBothScripts(word: string): string[] {
  let ways = ['']
  for (const character of word) {
    const plain = simplify(character)
    const either = [plain, ...traditionalOf(plain)]
    ways = ways.flatMap((way) => either.map((one) => way + one))
  }
  return [word, ...ways.filter((way) => way !== word)].slice(0, mostWays)
}

const isHan = (text: string) => /^\p{Script=Han}+$/u.test(text)
const isPair = (word: string) => isHan(word) && [...word].length === 2
const isEndOfRun = (word: string, before: string | undefined) =>
  isHan(word) && !isPair(word) && before !== undefined && isPair(before) && before.endsWith(word)
