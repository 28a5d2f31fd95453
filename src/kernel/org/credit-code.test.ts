import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  creditCodeCheck,
  isValidCreditCode,
  normaliseCreditCode,
  writtenCreditCode,
} from './credit-code/contract.ts'

const characters = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
const letters = (length: number) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength: length, maxLength: length })
const first = fc
  .tuple(
    letters(2),
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 6, maxLength: 6 }),
    letters(9),
  )
  .map((parts) => parts.join(''))
const code = first.map((seventeen) => seventeen + creditCodeCheck(seventeen))

test('the example of the standard is valid', () => {
  expect(isValidCreditCode('91350100M000100Y43')).toBe(true)
})

test('a code with its check character is valid', () => {
  fc.assert(fc.property(code, (one) => isValidCreditCode(one)))
})

test('one wrong character is always found', () => {
  fc.assert(
    fc.property(code, fc.nat(17), fc.constantFrom(...characters), (one, at, other) => {
      fc.pre(one[at] !== other)
      return !isValidCreditCode(one.slice(0, at) + other + one.slice(at + 1))
    }),
  )
})

test('two neighbours changed over are always found', () => {
  fc.assert(
    fc.property(code, fc.nat(16), (one, at) => {
      fc.pre(one[at] !== one[at + 1])
      return !isValidCreditCode(one.slice(0, at) + one[at + 1] + one[at] + one.slice(at + 2))
    }),
  )
})

test.each([
  '',
  '91350100M000100Y4',
  '91350100M000100Y433',
  '91350100m000100y43',
  '91350100I000100Y43',
  '9135 100M000100Y43',
])('%j is no code', (written) => expect(isValidCreditCode(written)).toBe(false))

test('spaces, hyphens, small letters and full-width digits are put right before checking', () => {
  expect(normaliseCreditCode(' ９１350100-m000100 y43')).toBe('91350100M000100Y43')
})

test('a form says at the field what is wrong with a code: its length, or its check character', () => {
  const faultOf = (code: string) => writtenCreditCode.safeParse(code).error?.issues[0]?.message
  expect(faultOf('91350100M000100Y4')).toBe('org.errors.credit_code_18')
  expect(faultOf('91350100M000100Y44')).toBe('org.errors.credit_code_check')
  expect(faultOf('91350100m000100y43')).toBeUndefined()
  expect(faultOf('9135 0100 M000 100Y43')).toBeUndefined()
  expect(faultOf('')).toBeUndefined()
})
