import { hashOfCode } from '../../pages/secret-code.ts'

/**
 * As a number is compared: its brackets, widths and blanks are typed with whatever the keyboard has, and the character for
 * "number" at its end is as often the traditional one, or left out.
 */
export const foldNumber = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/\p{Ps}/gu, '(')
    .replace(/\p{Pe}/gu, ')')
    .replace(/\s/g, '')
    .replace(/\p{Script=Han}$/u, '')
    .toUpperCase()

/**
 * What a number may stand for as it was typed: itself and, where brackets were left out, the one with its year in them. The last
 * is the same however it was typed. Two numbers stay two: each has its own, and the code belongs to one of them.
 */
export function readTyped(number: string): string[] {
  const typed = foldNumber(number)
  const bare = typed.replace(/[()]/g, '')
  const bracketed = bare.replace(/(?<=\p{Script=Han})(20\d\d)(?=\d+$)/u, '($1)')
  return [...new Set([typed, bracketed])]
}

/** What is kept of the code on a paper. */
export const hashOfPrinted = (number: string, code: string): string => hashOfCode(foldNumber(number), code)

/** As it stands on the paper: in two halves, easier to read over. */
export const printedCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`
