import { beforeEach, expect, test, vi } from 'vitest'
import { startApp } from '../../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../../test/support/complaint-story.ts'
import { newId } from '../../../../kernel/db/new-id.ts'
import { storeFile } from '../../../../kernel/files/store.ts'
import * as contract from '../contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
beforeEach(() => app.clock.set('2026-03-02T01:00:00.000Z'))

const org_id = app.org('上海分公司').id
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('whom it concerns sees nothing of who complained, not even masked: no name, no mail, none of the customer’s files', async () => {
  const id = await story.assigned({ staff_id: app.person('wang.lei').id })
  const mail = { ...{ org_id, id: newId(), complaint_id: id, message_id: null }, by_customer: true }
  await app.owner
    .insertInto('complaints.mail')
    .values({
      ...{ ...mail, internet_id: '<a@hexin.example>', sender: 'duoduo.qian@hexin.example' },
      ...{ arrived_at: app.clock.now, left_out: '[]' },
    })
    .execute()
  for (const name of ['客户的回执.png', '查到的.png'])
    await app.system((ctx) =>
      storeFile(ctx, { org_id, subject_type: 'complaints.complaint', subject_id: id, name, bytes: png }),
    )
  await app.owner
    .updateTable('kernel.file')
    .set({ uploaded_by: app.person('chen.hao').id })
    .where('name', '=', '查到的.png')
    .execute()
  const handler = await story.page(id, 'chen.hao')
  expect(handler).toMatchObject({ complainant: { name: '钱**' }, mail: { sender: expect.any(String) } })
  expect(handler.files).toHaveLength(2)
  const { id: file } = handler.files.find(({ name }) => name.includes('客户'))!
  const got = async (user: 'chen.hao' | 'wang.lei') => (await app.as(user).fetch(`/api/files/${file}`)).status
  expect([await got('chen.hao'), await got('wang.lei')]).toEqual([200, 404])
  for (const user of ['wang.lei', 'li.wei'] as const)
    expect(await story.page(id, user)).toMatchObject({
      ...{ complainant: null, mail: null, files: [{ name: '查到的.png' }] },
    })
})

test('why it was opened again is a note, and in no trail', async () => {
  const id = await story.resolved()
  await story.say(id, contract.reopenComplaint, 'zhou.ting', '内部：客户来电说没有办成')
  expect((await story.page(id)).messages.at(-1)).toMatchObject({
    kind: 'note',
    text: expect.stringContaining('来电'),
  })
  const trail = await app.owner
    .selectFrom('kernel.trail_entry')
    .select(['action', 'note', 'diff'])
    .where('subject_id', '=', id)
    .execute()
  expect(trail.some(({ action }) => action.endsWith('.reopen'))).toBe(true)
  expect(JSON.stringify(trail)).not.toContain('来电')
})
