import { expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { newId } from '../db/new-id.ts'
import { asSystem } from '../http/open-context.ts'
import { issueNumber, voidNumber } from './issue.ts'

const app = await startApp()
const untrailed = 'a number alone is nothing that happened'

function issue(series: string, failing = false) {
  return asSystem(
    app.kernel,
    async (ctx) => {
      const format = (n: number) => `${series}-${String(n).padStart(4, '0')}`
      const subject = { subject_type: 'test', subject_id: newId() }
      const issued = await issueNumber(ctx, { series, period: '2026', ...subject, format })
      if (failing) throw new Error('the record behind the number was not saved')
      return issued
    },
    { untrailed },
  )
}

const given = (series: string) =>
  app.owner.selectFrom('kernel.issued_number').selectAll().where('series', '=', series).orderBy('n').execute()

test('fifty at once get fifty numbers without a gap, however many fail', async () => {
  const tries = Array.from({ length: 60 }, (_, i) => issue('AP', i % 6 === 0))
  const ends = await Promise.allSettled(tries)
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(10)
  expect((await given('AP')).map(({ n }) => n)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
  expect(await issue('AP')).toEqual({ n: 51, text: 'AP-0051' })
})

test('a rollback burns no number', async () => {
  await issue('RB')
  await expect(issue('RB', true)).rejects.toThrow()
  expect(await issue('RB')).toEqual({ n: 2, text: 'RB-0002' })
})

test('a voided number stays, says why, and is not given again', async () => {
  const { text } = await issue('VO')
  const voiding = () =>
    asSystem(app.kernel, (ctx) => voidNumber(ctx, { text, reason: '重复' }), { untrailed })
  await voiding()
  expect(await given('VO')).toMatchObject([{ n: 1, text, void_reason: '重复' }])
  expect(new Date((await given('VO'))[0]!.voided_at!)).toEqual(app.clock.now)
  expect((await issue('VO')).n).toBe(2)
  await expect(voiding()).rejects.toMatchObject({ kind: 'refused', code: 'numbering.errors.already_void' })
})

test('a number never given cannot be voided', async () => {
  const voiding = asSystem(app.kernel, (ctx) => voidNumber(ctx, { text: 'X-1', reason: '误' }), { untrailed })
  await expect(voiding).rejects.toMatchObject({ kind: 'not_found' })
})

test('no grant lets the product itself take a number back', async () => {
  const taking = asSystem(app.kernel, (ctx) => ctx.tx.deleteFrom('kernel.issued_number').execute(), {
    untrailed,
  })
  await expect(taking).rejects.toMatchObject({ code: '42501' })
})
