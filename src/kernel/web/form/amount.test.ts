import { expect, test } from 'vitest'
import { minorOf, readAmount } from './amount.ts'

test('an emptied field is empty, not nought', () => {
  expect(readAmount('')).toBe('')
  expect(readAmount('暂无')).toBe('')
  expect(readAmount('1-2')).toBe('')
  expect(minorOf('', 'CNY')).toBeNull()
  expect(minorOf('0', 'CNY')).toBe(0)
})

test('full-width digits and signs are digits', () => {
  expect(readAmount('￥１２，０００．５０')).toBe('12000.50')
  expect(minorOf('￥１２，０００．５０', 'CNY')).toBe(1_200_050)
})

test('an amount is counted by the digits of its currency', () => {
  expect(minorOf('1,200', 'JPY')).toBe(1200)
  expect(minorOf('1.5', 'KWD')).toBe(1500)
})
