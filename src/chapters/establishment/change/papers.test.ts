import { beforeEach, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { changeStoryOf } from '../../../../test/support/change-story.ts'
import { readRequest } from '../../../kernel/approvals/request/contract.ts'
import { downloadFile } from '../../../kernel/files/contract.ts'
import { readTrail } from '../../../kernel/trail/contract.ts'
import { attachPaper, detachPaper } from './contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = changeStoryOf(app)
beforeEach(() => app.clock.set('2026-11-23T02:00:00.000Z'))

const shanghai = app.org('上海分公司').id
let named = 0
const renaming = () => ({
  kind: 'name' as const,
  proposal: { name: `上海分公司（${++named}）`, name_en: null },
})
const lease = Buffer.from('%PDF-1.4 the lease')
const attach = (id: string, by: CastUser, name = '租赁合同.pdf', bytes: Buffer = lease) =>
  app.as(by).upload(attachPaper, { params: { id }, file: { name, bytes } })
const detach = (id: string, by: CastUser, file_id: string) =>
  app.as(by).call(detachPaper, { params: { id, file_id } })
const download = (by: CastUser, id: string) => app.as(by).download(downloadFile, { params: { id } })
const draft = () => story.draft({ by: 'li.wei', org_id: shanghai, what: renaming() })

test('a draft’s papers are its applicant’s alone; once handed in, whoever reads the filing reads them', async () => {
  const { id } = await draft()
  const paper = await attach(id, 'li.wei')
  expect((await story.page(id, 'li.wei')).files).toMatchObject([
    { id: paper.id, name: '租赁合同.pdf', type: 'application/pdf', uploaded_by: { name: '李薇' } },
  ])
  for (const other of ['zhou.ting', 'zheng.kai', 'wang.lei'] as const)
    expect((await refusalOf(download(other, paper.id))).status).toBe(404)
  await story.submit(id, 'li.wei', (await story.page(id, 'li.wei')).version)
  expect(await download('zhou.ting', paper.id)).toEqual(lease)
  // Another branch, and staff who read no filings.
  for (const other of ['zheng.kai', 'wang.lei'] as const)
    expect((await refusalOf(download(other, paper.id))).status).toBe(404)
  await story.withdraw(id, 'li.wei')
})

test('a paper added or taken away in approval voids the votes already cast and says what was changed', async () => {
  const { id, version } = await draft()
  const first = await attach(id, 'li.wei')
  await story.submit(id, 'li.wei', version + 1)
  await story.answer(id, 'chen.hao')
  const request = async () => {
    const { approval } = await story.page(id)
    return app.as('li.wei').call(readRequest, { params: { id: approval!.request_id } })
  }
  expect((await request()).round).toBe(1)
  await attach(id, 'li.wei', '股东会决议.pdf', Buffer.from('%PDF-1.4 the resolution'))
  const second = await request()
  expect(second).toMatchObject({ round: 2, state: 'running' })
  const voided = second.steps.flatMap(({ signers }) =>
    signers.filter(({ reason }) => reason === 'subject_changed').map(({ person }) => person.name),
  )
  expect(voided).toContain('陈浩')
  await detach(id, 'li.wei', first.id)
  expect((await request()).round).toBe(3)
  expect((await refusalOf(download('zhou.ting', first.id))).status).toBe(404)
  const { items } = await app
    .as('fang.yi')
    .call(readTrail, { query: { subject_type: 'establishment.change', subject_id: id } })
  expect(items.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['establishment.change.attach', 'establishment.change.detach']),
  )
  await story.withdraw(id, 'li.wei')
})

test('nobody else adds or takes away, nothing is added to what was decided, and a paper of another filing is not there', async () => {
  const { id } = await draft()
  const paper = await attach(id, 'li.wei')
  const { id: other } = await story.draft({
    by: 'li.wei',
    org_id: app.org('上海分公司').id,
    what: renaming(),
  })
  expect((await refusalOf(detach(other, 'li.wei', paper.id))).status).toBe(404)
  expect((await refusalOf(attach(id, 'chen.hao'))).status).toBe(404)
  await story.submit(id, 'li.wei', (await story.page(id, 'li.wei')).version)
  expect((await refusalOf(attach(id, 'chen.hao'))).status).toBe(422)
  await story.withdraw(id, 'li.wei')
  expect(await refusalOf(attach(id, 'li.wei'))).toMatchObject({ code: 'lifecycle.errors.not_from_here' })
  expect(await refusalOf(detach(id, 'li.wei', paper.id))).toMatchObject({ status: 422 })
})

test('the thirty-first paper, and what only calls itself a document, are refused', async () => {
  const { id } = await draft()
  const script = Buffer.from('<svg onload="alert(1)"/>')
  expect((await refusalOf(attach(id, 'li.wei', 'x.pdf', script))).status).toBe(422)
  const all = await Promise.allSettled(
    Array.from({ length: 31 }, (_, n) => attach(id, 'li.wei', `${n}.pdf`, Buffer.from(`%PDF-1.4 ${n}`))),
  )
  expect(all.filter(({ status }) => status === 'rejected')).toMatchObject([
    { reason: { code: 'establishment.change.errors.too_many_papers' } },
  ])
  expect((await story.page(id, 'li.wei')).files).toHaveLength(30)
})
