import { describe, expect, test } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { pdf } from '../../../../test/support/establishment-story.ts'
import { mattersOf, stepOf } from '../../../../test/support/matters.ts'
import { downloadFile } from '../../files/contract.ts'
import { tellNewTasks } from '../../mail/tell-tasks.ts'
import { handOverTasks, listTasks } from '../../tasks/contract.ts'
import { copyRequest, listReaders, markRead } from '../copy/contract.ts'
import { giveProxy } from '../proxy/contract.ts'
import { approveRequest, readRequest, rejectRequest, withdrawRequest } from '../request/contract.ts'
import { askApplicant, attachToComment, commentOnRequest } from './contract.ts'

const app = await startApp()
const { flow, start } = mattersOf(app)
const idOf = (user: CastUser) => app.person(user).id
await flow('one', [stepOf('finance', [idOf('qian.li')], { due_working_hours: 4 })])

const page = (user: CastUser, id: string) => app.as(user).call(readRequest, { params: { id } })
const ask = (user: CastUser, id: string, question = '请补充三家比价') =>
  app.as(user).call(askApplicant, { params: { id }, body: { question } })
const comment = (user: CastUser, id: string, body: string, reply_to_id: string | null = null) =>
  app.as(user).call(commentOnRequest, { params: { id }, body: { body, reply_to_id } })
const inboxOf = async (user: CastUser) =>
  (await app.as(user).call(listTasks, { query: {} })).items.map(({ kind }) =>
    kind.replace('approvals.inbox.', ''),
  )

describe('asking for more', () => {
  test('moves nothing: the clock goes on, the applicant’s reply closes the task, and the record shows both', async () => {
    const id = await start('li.wei', 'one')
    const before = await page('qian.li', id)
    expect(before.can).toContain('ask')
    const asked = await ask('qian.li', id)
    expect([asked.state, asked.round, asked.steps[0]!.due_at]).toEqual([
      'running',
      1,
      before.steps[0]!.due_at,
    ])
    const question = asked.comments[0]!
    expect(question).toMatchObject({ asks: { name: '李薇' }, answered_at: null })
    expect(await inboxOf('li.wei')).toEqual(['question'])
    await comment('qian.li', id, '另请附合同', question.id)
    expect(await inboxOf('li.wei')).toEqual(['question'])
    const answered = await comment('li.wei', id, '已补充', question.id)
    expect(answered.comments[0]!.answered_at).not.toBeNull()
    expect(await inboxOf('li.wei')).toEqual([])
    expect((await page('qian.li', id)).can).toContain('approve')
    const { rows } = await actionsOf(id)
    expect(rows).toEqual(['start', 'ask', 'comment', 'answer'])
  })

  test('ends with the request, and is for whoever is asked to decide, or their proxy', async () => {
    const id = await start('li.wei', 'one')
    for (const user of ['gu.mingyuan', 'sun.yi'] as const)
      expect((await refusalOf(ask(user, id))).status).toBe(403)
    expect((await refusalOf(ask('li.wei', id))).status).toBe(403)
    const days = { from: '2026-11-23', to: '2026-11-30' }
    await app.as('qian.li').call(giveProxy, { body: { proxy_id: idOf('sun.yi'), ...days } })
    await ask('sun.yi', id)
    await ask('qian.li', id, '还有一个问题')
    expect(await inboxOf('li.wei')).toEqual(['question', 'question'])
    await app.as('qian.li').call(approveRequest, { params: { id }, body: { round: 1, opinion: null } })
    expect(await inboxOf('li.wei')).toEqual(['ended_approved'])
    await app.as('li.wei').call(markRead, { params: { id } })
    expect((await refusalOf(ask('qian.li', id))).code).toBe('approvals.errors.already_approved')
  })
})

test('how it ended comes to the applicant until they read it, with a mail of its own kind; who withdraws knows', async () => {
  const id = await start('li.wei', 'one')
  const opinion = { round: 1, opinion: '预算不足' }
  await app.as('qian.li').call(rejectRequest, { params: { id }, body: opinion })
  expect(await inboxOf('li.wei')).toEqual(['ended_rejected'])
  await tellNewTasks(app.kernel)
  const letters = app.owner.selectFrom('kernel.mail').select(['notice', 'subject', 'body'])
  expect(await letters.where('body', 'like', `%/approvals/${id}%`).execute()).toEqual([
    expect.objectContaining({ notice: 'done', body: expect.stringContaining('您提交的审批未获批准') }),
  ])
  expect((await page('zhou.ting', id)).can).not.toContain('mark_read')
  expect((await page('li.wei', id)).can).toContain('mark_read')
  expect((await app.as('li.wei').call(markRead, { params: { id } })).can).not.toContain('mark_read')
  expect(await inboxOf('li.wei')).toEqual([])
  const withdrawn = await start('li.wei', 'one')
  await app.as('li.wei').call(withdrawRequest, { params: { id: withdrawn } })
  expect(await inboxOf('li.wei')).toEqual([])
})

describe('copies', () => {
  test('come to the reader’s inbox, show the request within reach, and decide nothing', async () => {
    const id = await start('li.wei', 'one')
    const readers = await app.as('li.wei').call(listReaders, { params: { id }, query: {} })
    const names = readers.items.map(({ name }) => name)
    expect(names).toContain('方毅')
    expect(names).not.toContain('郑凯')
    expect(names).not.toContain('李薇')
    const give = (by: CastUser, to: CastUser) =>
      app.as(by).call(copyRequest, { params: { id }, body: { persons: [idOf(to)] } })
    // Of another branch's people not even that they exist; of one's own why not.
    expect((await refusalOf(give('li.wei', 'zheng.kai'))).status).toBe(404)
    const own = await refusalOf(give('li.wei', 'wang.lei'))
    expect([own.code, own.detail]).toEqual(['approvals.copy.cannot_read', expect.stringContaining('王磊')])
    expect((await refusalOf(give('fang.yi', 'lin.lan'))).status).toBe(403)
    await give('li.wei', 'fang.yi')
    await give('qian.li', 'fang.yi')
    expect(await inboxOf('fang.yi')).toEqual(['copied'])
    const task = app.owner.selectFrom('kernel.task').select('notice').where('person_id', '=', idOf('fang.yi'))
    expect(await task.where('closed_at', 'is', null).execute()).toEqual([{ notice: 'copy' }])
    const seen = await page('fang.yi', id)
    expect(seen.copies).toMatchObject([{ person: { name: '方毅' }, by: { name: '李薇' }, read_at: null }])
    expect(seen.can).toEqual(['urge', 'mark_read', 'comment'])
    const read = await app.as('fang.yi').call(markRead, { params: { id } })
    expect(read.copies[0]!.read_at).not.toBeNull()
    expect(await inboxOf('fang.yi')).toEqual([])
    const twice = app.as('fang.yi').call(markRead, { params: { id } })
    expect((await refusalOf(twice)).code).toBe('approvals.copy.nothing_to_read')
  })

  test('go on with whoever takes over, if they may read it', async () => {
    const id = await start('li.wei', 'one')
    await app.as('li.wei').call(copyRequest, { params: { id }, body: { persons: [idOf('he.chuan')] } })
    const hand = (to: CastUser) =>
      app
        .as('shen.jing')
        .call(handOverTasks, { body: { from_person_id: idOf('he.chuan'), to_person_id: idOf(to) } })
    expect((await hand('zhou.ting')).moved).toBe(1)
    expect((await page('zhou.ting', id)).can).toContain('mark_read')
    expect((await page('he.chuan', id)).can).not.toContain('mark_read')
  })
})

test('a comment takes files of its author, readable by whoever sees the request, and replies stand in its thread', async () => {
  const id = await start('li.wei', 'one')
  const { comments } = await comment('li.wei', id, '比价见附件')
  const params = { id, comment_id: comments[0]!.id }
  const file = pdf('三家比价')
  expect((await refusalOf(app.as('qian.li').upload(attachToComment, { params, file }))).status).toBe(403)
  expect((await refusalOf(app.as('zheng.kai').upload(attachToComment, { params, file }))).status).toBe(404)
  const page1 = await app.as('li.wei').upload(attachToComment, { params, file })
  const kept = page1.comments[0]!.files[0]!
  expect(kept).toMatchObject({ name: '三家比价.pdf', type: 'application/pdf' })
  const path = downloadFile.path.replace(':id', kept.id)
  expect((await app.as('qian.li').fetch(path)).status).toBe(200)
  expect((await app.as('wu.min').fetch(path)).status).toBe(404)
  const replied = await comment('qian.li', id, '收到', params.comment_id)
  expect(replied.comments[1]).toMatchObject({
    reply_to_id: params.comment_id,
    body: '收到',
    answered_at: null,
  })
})

async function actionsOf(id: string) {
  const { subject } = await page('li.wei', id)
  const rows = await app.owner
    .selectFrom('kernel.trail_entry')
    .select('action')
    .where('subject_id', '=', subject.id)
    .orderBy('seq')
    .execute()
  return { rows: rows.map(({ action }) => action.replace('approvals.request.', '')) }
}
