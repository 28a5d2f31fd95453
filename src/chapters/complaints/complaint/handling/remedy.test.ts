import { beforeEach, describe, expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../../test/support/complaint-story.ts'
import { listTasks } from '../../../../kernel/tasks/contract.ts'
import { escalateComplaints } from '../../escalate.ts'
import * as contract from '../contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
beforeEach(() => app.clock.set('2026-03-02T01:00:00.000Z'))
const on = (day: string) => app.clock.set(`${day}T01:00:00.000Z`)

const asked = async (id: string) =>
  (await app.as('wang.lei').call(listTasks, { query: { limit: 200 } })).items
    .filter(({ subject_id }) => subject_id === id)
    .map(({ kind }) => kind.split('.').at(-1))
const finish = (id: string) => app.as('wang.lei').call(contract.finishAction, { params: { id }, body: {} })
const check = (id: string, effective: boolean) =>
  app
    .as('wang.lei')
    .call(contract.checkRemedy, { params: { id }, body: { effective, finding: '查看了三个月的记录。' } })

/** Closed with a corrective action, and asked about 30 days after. */
async function closedAndAsked() {
  const id = await story.resolved({ severity: 2 })
  await story.edit(id, { cause_key: 'people.manner' })
  await story.keepRemedy(id)
  await story.close(id)
  on('2026-04-01')
  await escalateComplaints(app.kernel)
  expect(await asked(id)).toContain('check')
  return id
}

/** Opened again, and answered once more. */
async function answeredAgain(id: string) {
  await story.say(id, contract.reopenComplaint, 'zhou.ting')
  await story.step(id, contract.investigate)
  await story.say(id, contract.propose)
  await story.say(id, contract.acceptAnswer)
}

describe('a complaint that was opened again', () => {
  test('begins with a new corrective action anew: it is done, asked about and checked like the first', async () => {
    const id = await closedAndAsked()
    await check(id, false)
    await answeredAgain(id)
    await story.keepRemedy(id, 'wang.lei', '2026-04-10')
    expect((await story.page(id)).remedy).toMatchObject({
      ...{ check_on: null, effective: null, finding: null, checked_at: null, done_at: null },
    })
    expect(await asked(id)).toEqual(['act'])
    await finish(id)
    await story.close(id)
    expect((await story.page(id)).remedy).toMatchObject({ check_on: '2026-05-10' })
    on('2026-05-10')
    await escalateComplaints(app.kernel)
    expect(await asked(id)).toEqual(['check'])
    await check(id, true)
    expect((await story.page(id)).remedy).toMatchObject({ effective: true })
  })

  test('is asked about again where nobody had answered, and not while it is open; what was said stays', async () => {
    const id = await closedAndAsked()
    await answeredAgain(id)
    expect((await refusalOf(check(id, true))).code).toMatch(/not_to_check/)
    await story.close(id)
    expect(await asked(id)).not.toContain('check')
    on('2026-05-01')
    await escalateComplaints(app.kernel)
    expect(await asked(id)).toContain('check')
    await check(id, true)
    await answeredAgain(id)
    await story.close(id)
    expect((await story.page(id)).remedy).toMatchObject({ effective: true, check_on: '2026-05-01' })
  })
})
