import { describe, expect, test } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { startApp } from '../../../../test/support/app.ts'
import { countStatements } from '../../../../test/support/count-statements.ts'
import { mattersOf, stepOf } from '../../../../test/support/matters.ts'
import { handOverTasks, listTasks } from '../../tasks/contract.ts'
import { markRead } from '../copy/contract.ts'
import { approveRequest, readRequest } from './contract.ts'
import { closeEnded } from './ended.ts'
import { withdrawRequest } from './operate.ts'

const app = await startApp()
const { flow, start } = mattersOf(app)
const idOf = (user: CastUser) => app.person(user).id
await flow('one', [stepOf('finance', [idOf('qian.li')])])

const page = (user: CastUser, id: string) => app.as(user).call(readRequest, { params: { id } })
const approve = (id: string) =>
  app.as('qian.li').call(approveRequest, { params: { id }, body: { round: 1, opinion: null } })
const inboxOf = async (user: CastUser) =>
  (await app.as(user).call(listTasks, { query: {} })).items.map(({ kind }) =>
    kind.replace('approvals.inbox.', ''),
  )

describe('what is withdrawn for the applicant', () => {
  test('is told to them where others made it so, in the trail under whoever did', async () => {
    const id = await start('li.wei', 'one')
    await app.system((ctx) => withdrawRequest(ctx, { id, by: idOf('li.wei') }))
    expect(await inboxOf('li.wei')).toEqual(['ended_withdrawn'])
    expect((await page('li.wei', id)).state).toBe('withdrawn')
    const acts = app.owner.selectFrom('kernel.trail_entry').select(['actor_kind', 'actor_person_id'])
    const found = await acts.where('action', '=', 'approvals.request.withdraw').execute()
    expect(found).toEqual([{ actor_kind: 'system', actor_person_id: null }])
    await app.as('li.wei').call(markRead, { params: { id } })
  })

  test('and goes on in another request at once is no end', async () => {
    const id = await start('li.wei', 'one')
    await app.system((ctx) => withdrawRequest(ctx, { id, by: idOf('li.wei'), goes_on: true }))
    expect(await inboxOf('li.wei')).toEqual([])
  })
})

test('each of two approvals of one matter is read for itself', async () => {
  const first = await start('li.wei', 'one')
  await approve(first)
  const second = await start('li.wei', 'one', { again: first })
  expect((await page('li.wei', second)).can).not.toContain('mark_read')
  await approve(second)
  expect(await inboxOf('li.wei')).toEqual(['ended_approved', 'ended_approved'])
  await app.as('li.wei').call(markRead, { params: { id: second } })
  expect((await page('li.wei', first)).can).toContain('mark_read')
  await app.as('li.wei').call(markRead, { params: { id: first } })
  expect(await inboxOf('li.wei')).toEqual([])
})

test('however it ended, it is read in one statement', async () => {
  const id = await start('li.wei', 'one')
  await approve(id)
  const row = await app.owner
    .selectFrom('kernel.approval_request')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const close = () =>
    app.system((ctx) => countStatements(ctx, (counted) => closeEnded(counted, row, idOf('li.wei'))))
  expect((await close()).answer).toBe(1)
  expect(await close()).toEqual({ answer: 0, count: 1 })
})

test('a notice of an end goes to nobody else: it closes where tasks are handed over', async () => {
  const id = await start('li.wei', 'one')
  await approve(id)
  const people = { from_person_id: idOf('li.wei'), to_person_id: idOf('he.chuan') }
  const { moved, stayed } = await app.as('shen.jing').call(handOverTasks, { body: { ...people, note: null } })
  expect([moved, stayed]).toEqual([0, []])
  expect([await inboxOf('li.wei'), await inboxOf('he.chuan')]).toEqual([[], []])
})
