import { simplify, traditionalOf } from './name-key.ts'

/**
 * A regular expression, as PostgreSQL reads it, that finds words whichever of the two scripts they and the text were
 * written in: 蘇州 → `[苏蘇甦]州`. To be matched with `~*`.
 */
export const eitherScript = (words: string): string =>
  [...words]
    .map((character) => {
      const plain = simplify(character)
      const all = [plain, ...traditionalOf(plain)]
      return all.length > 1 ? `[${all.join('')}]` : character.replace(/[^\p{L}\p{N}\s]/u, '\\$&')
    })
    .join('')
