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

/** What is kept of the code on a paper. */
export const hashOfPrinted = (number: string, code: string): string => hashOfCode(foldNumber(number), code)

/** As it stands on the paper: in two halves, easier to read over. */
export const printedCode = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`
