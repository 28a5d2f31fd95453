import { z } from 'zod'

/**
 * Unified social credit codes (统一社会信用代码), GB 32100-2015: 18 characters of digits and capital letters without
 * I, O, S, V and Z; characters 3 to 8 are the six digits of the registering place (GB/T 2260); the last is a
 * check character over the first seventeen, ISO/IEC 7064-like with weights 3^i mod 31.
 */
const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The eighteenth character for the first seventeen; undefined where they hold a character no code has. */
export function creditCodeCheck(first: string): string | undefined {
  if (first.length !== 17) return undefined
  let sum = 0
  for (const [at, weight] of weights.entries()) {
    const value = characters.indexOf(first[at]!)
    if (value < 0) return undefined
    sum += value * weight
  }
  return characters[(31 - (sum % 31)) % 31]
}

/** `91350100M000100Y43` as it is stored: capital letters, no spaces. Asks nothing of its meaning beyond the standard. */
export function isValidCreditCode(code: string): boolean {
  return (
    /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code) &&
    creditCodeCheck(code.slice(0, 17)) === code[17]
  )
}

/** What people type made ready to check: full-width forms, small letters, spaces and hyphens put right. */
export const normaliseCreditCode = (written: string) =>
  written.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/** A code as a form takes it: checked where it is written, before anything is sent. */
export const writtenCreditCode = z
  .string()
  .trim()
  .max(40)
  .superRefine((written, { addIssue }) => {
    const code = normaliseCreditCode(written)
    if (code === '' || isValidCreditCode(code)) return
    const wrong = code.length === 18 ? 'credit_code_check' : 'credit_code_18'
    addIssue({ code: 'custom', message: `org.errors.${wrong}` })
  })
