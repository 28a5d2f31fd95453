import { beforeEach, expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../../test/support/complaint-story.ts'
import { readTrail } from '../../../../kernel/trail/contract.ts'
import * as contract from '../contract.ts'
import { getComplaint } from '../life/row.ts'
import type { Acceptance } from '../words/contract.ts'
import { say } from './say.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
const on = (day: string) => app.clock.set(`${day}T02:00:00.000Z`)
// A Monday: five working days are over with Monday the 9th.
beforeEach(() => on('2026-03-02'))

const answered = async () => {
  const id = await story.investigated()
  await story.say(id, contract.propose)
  return id
}
async function record(id: string, how: Acceptance, text = '同意处理结果') {
  const { version } = await story.page(id)
  return app.as('chen.hao').call(contract.acceptAnswer, { params: { id }, body: { version, how, text } })
}

test('what a customer said is recorded with how and in what words, and they read it; silence is none for five working days', async () => {
  const id = await answered()
  expect(await story.page(id)).toMatchObject({ silent_from: '2026-03-10' })
  for (const day of ['2026-03-02', '2026-03-09']) {
    on(day)
    expect(await refusalOf(record(id, 'silence'))).toMatchObject({
      ...{ status: 422, code: 'complaints.complaint.errors.silent_too_early' },
      detail: expect.stringContaining('2026年3月10日'),
    })
  }
  const bare = await refusalOf(record(id, 'phone', ' '))
  expect([bare.status, bare.fields[0]?.path]).toEqual([400, 'text'])
  const letters = () =>
    app.owner.selectFrom('kernel.mail').select('id').where('subject_id', '=', id).execute()
  const email = 'qian.duoduo@hexin.example'
  await app.owner
    .updateTable('complaints.complainant')
    .set({ email })
    .where('complaint_id', '=', id)
    .execute()
  const before = (await letters()).length
  await record(id, 'phone')
  const page = await story.page(id)
  expect([page.state, page.silent_from, page.messages.slice(-2)]).toEqual([
    'resolved',
    null,
    [
      expect.objectContaining({ kind: 'from_customer', text: '同意处理结果' }),
      expect.objectContaining({
        kind: 'to_customer',
        text: expect.stringContaining('您认可答复（电话告知：“同意处理结果”）'),
      }),
    ],
  ])
  expect(await letters()).toHaveLength(before + 1)
  const { items } = await app.as('zhou.ting').call(readTrail, {
    query: { subject_id: id, action: 'complaints.complaint.accept' },
  })
  expect(items[0]!.diff).toMatchObject({ how: [null, 'phone'] })
})

test('who wrote since the answer was not silent', async () => {
  const [heard, silent] = [await answered(), await answered()]
  on('2026-03-04')
  await app.system(async (ctx) => {
    await say(ctx, await getComplaint(ctx, heard), { kind: 'from_customer', text: '我再想想' })
    ctx.unchanged()
  })
  on('2026-03-10')
  expect((await refusalOf(record(heard, 'silence'))).code).toBe('complaints.complaint.errors.not_silent')
  await record(silent, 'silence', '多次拨打无人接听')
  const { state, messages } = await story.page(silent)
  expect([state, messages.slice(-2)]).toEqual([
    'resolved',
    [
      expect.objectContaining({ kind: 'note', text: '多次拨打无人接听' }),
      expect.objectContaining({
        kind: 'to_customer',
        text: expect.stringContaining('5 个工作日内未收到您的回应'),
      }),
    ],
  ])
})
