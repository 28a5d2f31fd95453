import { sql } from 'kysely'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import {
  approveRequest,
  readRequest,
  returnRequest,
  withdrawRequest,
} from '../../../kernel/approvals/request/contract.ts'
import { setParameter } from '../../../kernel/regulation/contract.ts'
import { listTasks } from '../../../kernel/tasks/contract.ts'
import * as contract from '../complaint/contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
beforeEach(() => app.clock.set('2026-03-02T01:00:00.000Z'))

const reason = '需等待主管部门书面答复'
async function extend(id: string) {
  const { version } = await story.page(id)
  const body = { version, reason, notice: '因需等待主管部门答复，办结时间延长，敬请谅解。' }
  return app.as('chen.hao').call(contract.extendTime, { params: { id }, body })
}
async function answer(
  id: string,
  user: CastUser,
  endpoint: typeof approveRequest | typeof returnRequest = approveRequest,
) {
  const { rulings } = await story.page(id)
  const params = { id: rulings.at(-1)!.request_id! }
  const { round } = await app.as(user).call(readRequest, { params })
  return app.as(user).call(endpoint, { params, body: { round, opinion: '同意', to: null } as never })
}
const resolution = async (id: string) =>
  (await story.page(id)).clocks.find(({ kind }) => kind === 'resolution')!

describe('the time to resolve', () => {
  test('day 15 → 30 needs a reason and a notice to the customer; a second extension headquarters’ approval; a third is impossible', async () => {
    const id = await story.investigated()
    expect((await resolution(id)).due_at).toBe('2026-03-17T09:00:00Z')
    const { version } = await story.page(id)
    const nothing = { params: { id }, body: { version, reason: ' ', notice: '' } }
    const missing = await refusalOf(app.as('chen.hao').call(contract.extendTime, nothing))
    expect(missing.fields.map(({ path }) => path).sort()).toEqual(['notice', 'reason'])
    await extend(id)
    const once = await story.page(id)
    expect((await resolution(id)).due_at).toBe('2026-04-01T09:00:00Z')
    expect(once.messages.at(-1)).toMatchObject({ kind: 'to_customer', text: expect.stringContaining('延长') })
    await extend(id)
    expect(await story.page(id)).toMatchObject({
      extensions: 1,
      rulings: [{ matter: 'extension', state: 'in_review' }],
    })
    expect((await refusalOf(extend(id))).code).toMatch(/asked_already/)
    await answer(id, 'zhou.ting')
    expect(await story.page(id)).toMatchObject({ extensions: 2, rulings: [{ state: 'approved' }] })
    expect((await resolution(id)).limit_minutes).toBeGreaterThan(30 * 200)
    const { items } = await app.as('chen.hao').call(listTasks, { query: {} })
    expect(items.map(({ kind }) => kind)).toContain('approvals.inbox.ended_approved')
    expect((await refusalOf(extend(id))).code).toMatch(/extended_twice/)
    expect((await story.page(id)).can).not.toContain('extend')
  })

  test('what more time was asked for ends with the answer: no notice follows it', async () => {
    const id = await story.investigated()
    await extend(id)
    await extend(id)
    expect((await story.page(id)).rulings).toMatchObject([{ matter: 'extension', state: 'in_review' }])
    const asked = await app.owner
      .selectFrom('kernel.trail_entry')
      .select('diff')
      .where('subject_id', '=', id)
      .where('action', '=', 'complaints.complaint.ask_ruling')
      .executeTakeFirstOrThrow()
    expect(asked.diff).toEqual({ matter: [null, 'extension'] })
    await story.say(id, contract.propose, 'chen.hao', '费用由我们承担。')
    const answered = await app.as('chen.hao').call(contract.readComplaint, { params: { id } })
    expect(answered).toMatchObject({ state: 'proposed', extensions: 1, rulings: [{ state: 'withdrawn' }] })
    expect(answered.messages.at(-1)).toMatchObject({ kind: 'to_customer', text: '费用由我们承担。' })
    expect(answered.can).not.toContain('extend')
    expect((await refusalOf(extend(id))).code).toMatch(/answered_already/)
    expect((await refusalOf(answer(id, 'zhou.ting'))).status).toBe(422)
    await story.say(id, contract.objectAnswer)
    await extend(id)
    expect((await story.page(id)).rulings.at(-1)).toMatchObject({ matter: 'extension', state: 'in_review' })
  })
})

describe('compensation', () => {
  const compensate = async (id: string, amount: number) => {
    const { version } = await story.page(id)
    return app
      .as('chen.hao')
      .call(contract.compensate, { params: { id }, body: { version, amount, reason: '误工费' } })
  }

  test('up to the limit is agreed to at once; above it by approval of operations and finance, also after it came back', async () => {
    const id = await story.investigated()
    await compensate(id, 100_000)
    expect((await story.page(id)).compensated).toBe(100_000)
    await compensate(id, 500_000)
    expect((await story.page(id)).compensated).toBe(100_000)
    await answer(id, 'zhou.ting', returnRequest)
    expect((await story.page(id)).rulings).toMatchObject([{ state: 'returned' }])
    await compensate(id, 300_000)
    await answer(id, 'zhou.ting')
    await answer(id, 'qian.li')
    expect(await story.page(id)).toMatchObject({
      compensated: 300_000,
      rulings: [{ state: 'approved', amount: 300_000 }],
    })
  })
})

test('the limit of a compensation is a number of the regulation with versions: raised, more is agreed to at once', async () => {
  const id = await story.investigated()
  const compensate = async (amount: number) => {
    const body = { version: (await story.page(id)).version, amount, reason: '误工费' }
    return app.as('chen.hao').call(contract.compensate, { params: { id }, body })
  }
  await app.as('gu.mingyuan').call(setParameter, {
    params: { key: 'complaint_free_compensation' },
    body: { version: 1, value: 5000, effective_on: '2026-03-02', reason: '物价上调' },
  })
  await compensate(500_000)
  expect((await story.page(id)).compensated).toBe(500_000)
  await compensate(500_001)
  expect(await story.page(id)).toMatchObject({ compensated: 500_000, rulings: [{ state: 'in_review' }] })
  expect((await app.as('chen.hao').call(contract.listOptions)).free_compensation).toBe(500_000)
})

describe('what the customer accepts while something is in approval', () => {
  const ask = async (id: string, matter: 'compensation' | 'unfounded') => {
    const { version } = await story.page(id)
    const chen = app.as('chen.hao')
    const params = { id }
    if (matter === 'unfounded')
      return chen.call(contract.judgeUnfounded, {
        params,
        body: { version, reason: '录音与陈述不符', notice: '经核实不成立。' },
      })
    return chen.call(contract.compensate, { params, body: { version, amount: 600_000, reason: '误工费' } })
  }
  const states = async (id: string) =>
    Object.fromEntries((await story.page(id)).rulings.map(({ matter, state }) => [matter, state]))

  test('more time and no ground are withdrawn, a compensation still lands; it is closed once that is decided', async () => {
    const id = await story.investigated()
    await extend(id)
    await extend(id)
    await ask(id, 'unfounded')
    await ask(id, 'compensation')
    await story.say(id, contract.propose)
    await story.say(id, contract.acceptAnswer)
    expect(await states(id)).toEqual({
      ...{ extension: 'withdrawn', unfounded: 'withdrawn', compensation: 'in_review' },
    })
    const { status, detail } = await refusalOf(story.close(id))
    expect([status, detail]).toEqual([422, '超限额赔付正在审批，请等审批结束或撤回后再关闭。'])
    await answer(id, 'zhou.ting')
    await answer(id, 'qian.li')
    expect(await story.page(id)).toMatchObject({ state: 'resolved', compensated: 600_000 })
    await story.close(id)
  })

  /** Does something that withdraws the extension, and asks for another matter while it waits to; how that was refused. */
  async function refusedMeanwhile(
    id: string,
    act: () => Promise<unknown>,
    matter: Parameters<typeof ask>[1],
  ) {
    const { request_id } = (await story.page(id)).rulings.find((one) => one.matter === 'extension')!
    let acting: ReturnType<typeof refusalOf> | undefined
    await app.owner.transaction().execute(async (tx) => {
      await sql`select from kernel.approval_request where id = ${request_id} for update`.execute(tx)
      acting = refusalOf(act())
      const waiting = async () => {
        const { rows } = await sql`
          select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))`.execute(tx)
        return rows.length
      }
      await expect.poll(waiting, { timeout: 30_000 }).toBe(1)
      await ask(id, matter)
    })
    return acting
  }

  test('what is asked for just while the customer accepts is not left in approval: the acceptance is done again', async () => {
    const id = await story.investigated()
    await extend(id)
    await extend(id)
    // As earlier releases left it: answered, with more time still in approval.
    const answered = { state: 'proposed', answer: '费用由我们承担。' }
    await app.owner.updateTable('complaints.complaint').set(answered).where('id', '=', id).execute()
    app.clock.set('2026-03-10T01:00:00.000Z')
    const accept = async () => {
      const { version } = await story.page(id)
      const body = { version, how: 'phone' as const, text: '客户来电表示认可' }
      return app.as('chen.hao').call(contract.acceptAnswer, { params: { id }, body })
    }
    expect(await refusedMeanwhile(id, accept, 'unfounded')).toMatchObject({
      ...{ status: 503, code: 'errors.collided' },
    })
    expect(await states(id)).toEqual({ extension: 'in_review', unfounded: 'in_review' })
    await accept()
    expect(await states(id)).toEqual({ extension: 'withdrawn', unfounded: 'withdrawn' })
  })

  test('nor what is asked for just while it is found to have no ground: that is decided again', async () => {
    const id = await story.investigated()
    await extend(id)
    await extend(id)
    await ask(id, 'unfounded')
    const params = { id: (await story.page(id)).rulings.at(-1)!.request_id! }
    const approve = async () => {
      const { round } = await app.as('he.chuan').call(readRequest, { params })
      const body = { round, opinion: '同意', to: null } as never
      return app.as('he.chuan').call(approveRequest, { params, body })
    }
    expect(await refusedMeanwhile(id, approve, 'compensation')).toMatchObject({ code: 'errors.collided' })
    expect((await story.page(id)).state).toBe('investigating')
    await approve()
    expect(await states(id)).toEqual({
      ...{ extension: 'withdrawn', compensation: 'withdrawn', unfounded: 'approved' },
    })
  })

  test('where it is found to have no ground, nothing else about it stays in approval', async () => {
    const id = await story.investigated()
    await ask(id, 'compensation')
    await ask(id, 'unfounded')
    await answer(id, 'he.chuan')
    expect(await story.page(id)).toMatchObject({ state: 'unfounded', compensated: null })
    expect(await states(id)).toEqual({ compensation: 'withdrawn', unfounded: 'approved' })
  })
})

describe('a complaint judged unfounded', () => {
  test('is so by its approver, not by its handler; it is excluded from the same cause and names who agreed', async () => {
    const id = await story.investigated()
    const { version } = await story.page(id)
    await app.as('chen.hao').call(contract.judgeUnfounded, {
      params: { id },
      body: { version, reason: '录音与客户陈述不符', notice: '经调取录音核实，情况不属实。' },
    })
    expect((await story.page(id)).state).toBe('investigating')
    await answer(id, 'he.chuan')
    expect(await story.page(id)).toMatchObject({
      ...{ state: 'unfounded', can: ['note', 'unmask', 'renew_code'] },
      rulings: [{ matter: 'unfounded', state: 'approved', decided_by: { id: app.person('he.chuan').id } }],
    })
    // The customer is told why, in the words the handler asked with.
    const said = (await story.page(id)).messages.filter(({ kind }) => kind === 'to_customer')
    expect(said.at(-1)?.text).toBe('经调取录音核实，情况不属实。')
  })

  test('while it is in approval it is neither handed over nor merged; afterwards it is', async () => {
    const [id, other] = [await story.investigated(), await story.investigated()]
    const judged = {
      version: (await story.page(id)).version,
      reason: '录音与客户陈述不符',
      notice: '经核实不成立。',
    }
    await app.as('chen.hao').call(contract.judgeUnfounded, { params: { id }, body: judged })
    const pass = async (endpoint: typeof contract.transferComplaint | typeof contract.mergeComplaint) => {
      const { version } = await story.page(id)
      const to = { to_org_id: app.org('苏州合作网点').id, reason: '服务由苏州提供', into_id: other }
      return app.as('zhou.ting').call(endpoint, { params: { id }, body: { version, ...to } as never })
    }
    for (const endpoint of [contract.transferComplaint, contract.mergeComplaint]) {
      const { status, detail } = await refusalOf(pass(endpoint))
      expect([status, detail]).toEqual([422, '是否成立正在审批，请等审批结束或撤回后再转交或合并。'])
    }
    await answer(id, 'he.chuan', returnRequest)
    expect((await refusalOf(pass(contract.transferComplaint))).status).toBe(422)
    const { rulings } = await story.page(id)
    await app.as('chen.hao').call(withdrawRequest, { params: { id: rulings[0]!.request_id! } } as never)
    await pass(contract.transferComplaint)
    expect((await story.page(id)).state).toBe('transferred')
  })

  test('neither whom it concerns nor its handler decides on it, whatever their role', async () => {
    const id = await story.assigned(
      { org_id: app.org('衡远服务集团').id, staff_id: app.person('zhou.ting').id, by: 'he.chuan' },
      'he.chuan',
      'he.chuan',
    )
    await story.say(id, contract.acknowledge, 'he.chuan')
    await story.step(id, contract.investigate, 'he.chuan')
    const { version } = await story.page(id, 'he.chuan')
    await app.as('he.chuan').call(contract.judgeUnfounded, {
      params: { id },
      body: { version, reason: '录音与客户陈述不符', notice: '经核实不成立。' },
    })
    for (const user of ['zhou.ting', 'he.chuan'] as const)
      expect((await refusalOf(answer(id, user))).status).toBe(422)
    expect(await story.page(id)).toMatchObject({
      ...{ state: 'investigating', rulings: [{ state: 'in_review', decided_by: null }] },
    })
  })
})
