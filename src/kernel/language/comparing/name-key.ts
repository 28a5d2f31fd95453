import { readFileSync } from 'node:fs'

/** `traditional.txt` holds one pair per line, made from opencc-js's dictionaries (by `derive-places.ts` of the import of a network). */
const simplified = new Map(
  readFileSync(new URL('./traditional.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((pair) => [...pair] as [string, string]),
)

const traditional = Map.groupBy(simplified.keys(), (character) => simplified.get(character)!)

/** The traditional characters that are this one in the simplified script. */
export const traditionalOf = (character: string): string[] => traditional.get(character) ?? []

/** Traditional characters in their simplified form, for comparing only; what is stored stays as written. */
export function simplify(text: string): string {
  let result = ''
  for (const character of text) result += simplified.get(character) ?? character
  return result
}

/** What stays of a name when width, case, spaces, punctuation and the two scripts are set aside: `Ｋ 11` = `k11`. */
export const nameKey = (text: string) =>
  simplify(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
