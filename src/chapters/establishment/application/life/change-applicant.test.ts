import { expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { storyOf } from '../../../../../test/support/establishment-story.ts'
import { readRequest, returnRequest } from '../../../../kernel/approvals/request/contract.ts'
import { handOverTasks } from '../../../../kernel/tasks/contract.ts'
import { resubmitApplication, withdrawApplication } from '../contract.ts'
import { askMore } from '../papers/contract.ts'
import { recommend } from '../review/contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = storyOf(app)

/** Returned by an approver, submitted again, and asked for more of by the reviewer; then chen.hao leaves it to he.chuan. */
async function passedOn() {
  const id = await story.recommended({ by: 'chen.hao', kind: 'department' })
  const params = { id: await story.requestOf(id) }
  const { round } = await app.as('gu.mingyuan').call(readRequest, { params })
  const body = { round, opinion: '租期太短', to: null }
  await app.as('gu.mingyuan').call(returnRequest, { params, body })
  await app.as('chen.hao').call(resubmitApplication, await story.act(id))
  const wanted = { ...(await story.act(id)).body, wanted: '补充租赁合同' }
  await app.as('zhou.ting').call(askMore, { params: { id }, body: wanted })
  const { moved } = await app.as('shen.jing').call(handOverTasks, {
    body: { from_person_id: app.person('chen.hao').id, to_person_id: app.person('he.chuan').id },
  })
  expect(moved).toBe(1)
  return id
}

test('who goes on with an application takes its returned approval along, into the next round', async () => {
  const id = await passedOn()
  expect((await refusalOf(app.as('chen.hao').call(resubmitApplication, await story.act(id)))).status).toBe(
    422,
  )
  await app.as('he.chuan').call(resubmitApplication, await story.act(id))
  await app.as('zhou.ting').call(recommend, await story.act(id))
  const params = { id: await story.requestOf(id) }
  expect(await app.as('gu.mingyuan').call(readRequest, { params })).toMatchObject({
    ...{ round: 2, state: 'running' },
    applicant: { name: '何川' },
  })
})

test('and can take it back, whereby the approval ends', async () => {
  const id = await passedOn()
  const { body } = await story.act(id)
  await app
    .as('he.chuan')
    .call(withdrawApplication, { params: { id }, body: { ...body, reason: '不再需要' } })
  expect(await story.page(id)).toMatchObject({ state: 'withdrawn', approval: { state: 'withdrawn' } })
})
