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

test('who can answer themselves has five working days for it; then it is recorded with how and in what words', async () => {
  const id = await answered()
  expect(await story.page(id)).toMatchObject({ accept_from: '2026-03-10' })
  for (const day of ['2026-03-02', '2026-03-09']) {
    on(day)
    expect(await refusalOf(record(id, 'phone'))).toMatchObject({
      ...{ status: 422, code: 'complaints.complaint.errors.answer_is_theirs' },
      detail: expect.stringContaining('2026年3月10日'),
    })
  }
  on('2026-03-10')
  const bare = await refusalOf(record(id, 'phone', ' '))
  expect([bare.status, bare.fields[0]?.path]).toEqual([400, 'text'])
  await record(id, 'phone')
  const page = await story.page(id)
  expect([page.state, page.accept_from, page.messages.at(-1)]).toEqual([
    'resolved',
    null,
    expect.objectContaining({ kind: 'from_customer', text: '同意处理结果' }),
  ])
  const { items } = await app.as('zhou.ting').call(readTrail, {
    query: { subject_id: id, action: 'complaints.complaint.accept' },
  })
  expect(items[0]!.diff).toMatchObject({ how: [null, 'phone'] })
})

test('who has neither page nor address is heard at once, but is not silent at once', async () => {
  const id = await answered()
  await app.owner
    .updateTable('complaints.complaint')
    .set({ tracking_hash: null })
    .where('id', '=', id)
    .execute()
  expect((await story.page(id)).accept_from).toBeNull()
  expect((await refusalOf(record(id, 'silence'))).code).toBe('complaints.complaint.errors.silent_too_early')
  await record(id, 'counter')
  expect((await story.page(id)).state).toBe('resolved')
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
  await record(silent, 'silence')
  expect((await story.page(silent)).state).toBe('resolved')
})
