import { expect, test } from 'vitest'
import { type Refused, refusalOf, startApp } from '../../../../../test/support/app.ts'
import { storyOf } from '../../../../../test/support/establishment-story.ts'
import { issueApproval } from './contract.ts'

const app = await startApp({ quiet: true })
const story = storyOf(app)
const count = 50

/** Where so many want a connection at once on a machine with other work, some are told to come again, and do. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n++)
    try {
      return await work()
    } catch (error) {
      if ((error as Refused).status !== 503 || n === 20) throw error
    }
}

test('fifty approvals and their documents at once give numbers without a gap; a roll-back burns none', async () => {
  const ids: string[] = []
  for (let made = 0; made < count; made += 10)
    ids.push(
      ...(await Promise.all(
        Array.from({ length: 10 }, () => story.recommended({ by: 'chen.hao', kind: 'department' })),
      )),
    )
  const numbers = await Promise.all(
    ids.map(async (id, i) => {
      await again(() => story.agree(id, i % 2 ? 'gu.mingyuan' : 'lin.lan'))
      const call = await again(() => story.act(id))
      const issuer = app.as(i % 2 ? 'he.chuan' : 'zhou.ting')
      if (i % 10 === 0) await failToIssue(id)
      const tried = await Promise.allSettled([
        again(() => issuer.call(issueApproval, call)),
        again(() => issuer.call(issueApproval, call)),
      ])
      const refused = tried.flatMap((one) => (one.status === 'rejected' ? [one.reason as Refused] : []))
      expect(refused.map((one) => one.status)).toEqual([409])
      return tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value.number] : []))[0]!
    }),
  )
  const n = numbers.map((text) => Number(/^衡服批〔2026〕(\d+)号$/.exec(text)?.[1])).sort((a, b) => a - b)
  expect(n).toEqual(Array.from({ length: count }, (_, i) => i + 1))
  const codes = await app.owner
    .selectFrom('kernel.organisation')
    .select('code')
    .where('life', '=', 'preparing')
    .execute()
  expect(new Set(codes.map((one) => one.code)).size).toBe(count)
  const applied = await app.owner
    .selectFrom('establishment.application')
    .select('number')
    .orderBy('number')
    .execute()
  expect(applied.map((one) => one.number)).toEqual(
    Array.from({ length: count }, (_, i) => `SQ-2026-${String(i + 1).padStart(4, '0')}`),
  )
}, 240_000)

/** Takes a number and then finds nobody to name in the document: the whole transaction is rolled back. */
async function failToIssue(id: string) {
  const setHead = (proposed_head_id: string | null) =>
    app.owner
      .updateTable('establishment.application')
      .set({ proposed_head_id })
      .where('id', '=', id)
      .execute()
  await setHead(null)
  const refused = await refusalOf(
    again(async () => app.as('he.chuan').call(issueApproval, await story.act(id))),
  )
  expect(refused.status).toBe(500)
  await setHead(app.person('chen.hao').id)
}
