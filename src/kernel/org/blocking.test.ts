import { expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import type { Language } from '../language/contract.ts'
import { type Counted, readBlocking, registerBlocking } from './blocking.ts'

const app = await startApp()
const org_id = app.org('上海分公司').id
/** Stands in for a part whose open balances are money. */
const word = 'approvals.flow.running'
let open: number | Counted = 0
registerBlocking({ word, link: (id) => `/balances?under=${id}`, count: async () => open })

const told = async (language: Language = 'zh-CN') => {
  const all = await app.system((ctx) => readBlocking({ ...ctx, language }, { org_id, on: '2026-12-01' }))
  return all.filter(({ link }) => link.startsWith('/balances'))
}

test('what keeps an organisation from closing may come with an amount, which is said beside the count in three languages', async () => {
  open = { count: 3, amount: { value: '12340.00', currency: 'CNY' } }
  expect(await told()).toEqual([
    {
      word: '3 个进行中（¥12,340.00）',
      link: `/balances?under=${org_id}`,
      ...{ count: 3, amount: { value: '12340.00', currency: 'CNY' } },
    },
  ])
  expect((await told('zh-TW'))[0]!.word).toBe('3 個進行中（¥12,340.00）')
  expect((await told('en'))[0]!.word).toBe('3 under way (¥12,340.00)')
})

test('an amount is exact however large, has the digits of its currency, and may be below nothing', async () => {
  const words = async (value: string, currency: string) => {
    open = { count: 1, amount: { value, currency } }
    return (await told('en'))[0]!.word
  }
  expect(await words('90071992547409931234.56', 'CNY')).toContain('(¥90,071,992,547,409,931,234.56)')
  expect(await words('1200', 'JPY')).toContain('(JP¥1,200)')
  expect(await words('-5.5', 'EUR')).toContain('(-€5.50)')
  await expect(words('12,340.00', 'CNY')).rejects.toThrow('is no decimal number')
})

test('a part that counts alone says its number and no amount; with nothing open it says nothing, whatever the amount', async () => {
  open = 2
  expect(await told()).toMatchObject([{ word: '2 个进行中', count: 2, amount: null }])
  open = { count: 0, amount: { value: '0.00', currency: 'CNY' } }
  expect(await told()).toEqual([])
})
