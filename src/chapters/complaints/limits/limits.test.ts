import { describe, expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { refusalOf } from '../../../../test/support/client.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import { listParameters, setParameter } from '../../../kernel/regulation/contract.ts'
import { readTrail } from '../../../kernel/trail/contract.ts'
import { acknowledge, extendTime } from '../complaint/contract.ts'
import { readLimits, setLimits } from './contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
const desk = app.as('zhou.ting')
const on = (day: string) => app.clock.set(`${day}T01:00:00.000Z`)

const limit = (
  severity: number,
  response_hours: number | null,
  update_hours: number,
  resolve_days: number | null,
) => ({
  ...{ severity, response_hours, update_hours, resolve_days },
})
const asBegun = [limit(1, null, 40, null), limit(2, 4, 24, null), limit(3, 2, 16, 10), limit(4, 1, 8, 5)]
async function set(from_on: string, limits: typeof asBegun, version?: number) {
  const now = (await desk.call(readLimits)).versions[0]!.version
  return desk.call(setLimits, { body: { version: version ?? now, from_on, reason: '客户要求更快', limits } })
}
async function clocksOf(id: string) {
  const { clocks } = await story.page(id)
  return Object.fromEntries(clocks.map(({ kind, limit_minutes }) => [kind, limit_minutes / 60]))
}

describe('limits by severity', () => {
  test('are what they always were until somebody sets them', async () => {
    on('2026-03-02')
    const { versions, regulation } = await desk.call(readLimits)
    expect(versions).toMatchObject([{ version: 1, standing: 'in_force', set_by: null, limits: asBegun }])
    expect(regulation).toEqual({ response_hours: 8, resolve_days: 15, extend_days: 30 })
  })

  test('a complaint keeps the limits in force when it came, also when it becomes graver or is extended later', async () => {
    on('2026-03-02')
    const faster = [limit(1, 6, 30, 12), limit(2, 3, 20, 9), limit(3, 1.5, 12, 6), limit(4, 0.5, 4, 3)]
    await set('2026-03-09', faster)
    const early = await story.assigned()
    const untouched = await story.assigned()
    expect((await clocksOf(early)).response).toBe(8)
    on('2026-03-10')
    const late = await story.assigned()
    expect((await clocksOf(late)).response).toBe(6)
    await story.edit(early, { severity: 3 })
    expect((await clocksOf(early)).response).toBe(2)
    await story.edit(late, { severity: 3 })
    expect((await clocksOf(late)).response).toBe(1.5)
    // Ten days from 2 March, and the fifteen an extension adds.
    await story.say(early, acknowledge)
    const { version } = await story.page(early)
    await app.as('chen.hao').call(extendTime, {
      params: { id: early },
      body: { version, reason: '等待第三方', notice: '需要更多时间' },
    })
    const { clocks } = await story.page(early)
    expect(clocks.find(({ kind }) => kind === 'resolution')?.due_at).toBe('2026-03-27T09:00:00Z')
    expect((await clocksOf(untouched)).response).toBe(8)
  })

  test('the regulation’s number stays the source: a stricter one cuts every limit above it, for what comes from then on', async () => {
    on('2026-04-01')
    const { items } = await desk.call(listParameters)
    const { version } = items.find(({ key }) => key === 'complaint_ack_hours')!
    await app.as('shen.jing').call(setParameter, {
      params: { key: 'complaint_ack_hours' },
      body: { version, value: 2, effective_on: '2026-04-06', reason: '新版办法' },
    })
    const before = await story.assigned()
    on('2026-04-07')
    const after = await story.assigned()
    expect([(await clocksOf(before)).response, (await clocksOf(after)).response]).toEqual([6, 2])
    await story.edit(after, { severity: 2 })
    expect((await clocksOf(after)).response).toBe(2)
    await story.edit(before, { severity: 2 })
    expect((await clocksOf(before)).response).toBe(3)
  })

  test('setting them is in the trail with what changed', async () => {
    const { trail } = await desk.call(readLimits)
    const { items } = await desk.call(readTrail, { query: { ...trail, subject_type: 'complaints.limits' } })
    expect(items).toMatchObject([
      {
        action: 'complaints.limits.set',
        note: '客户要求更快',
        diff: { limits_4: ['1 / 8 / 5', '0.5 / 4 / 3'] },
      },
    ])
  })
})

describe('refused is', () => {
  test.each([
    ['more than the regulation', [limit(1, 9, 40, null), ...asBegun.slice(1)], 'limits.0.response_hours'],
    ['days beyond it', [limit(1, null, 40, 16), ...asBegun.slice(1)], 'limits.0.resolve_days'],
    [
      'a graver one slower than a lighter one',
      [...asBegun.slice(0, 3), limit(4, 1, 17, 5)],
      'limits.3.update_hours',
    ],
    ['a severity said twice', [...asBegun.slice(0, 3), limit(3, 1, 8, 5)], 'limits'],
  ])('%s', async (_what, limits, path) => {
    on('2026-04-01')
    const { fields } = await refusalOf(set('2026-04-02', limits))
    expect(fields?.map((field) => field.path)).toContain(path)
  })

  test('from today on: what came this morning keeps its limits', async () => {
    on('2026-04-01')
    expect(await refusalOf(set('2026-04-01', asBegun))).toMatchObject({ fields: [{ path: 'from_on' }] })
  })

  test('whoever saw another version, and whoever may not', async () => {
    expect(await refusalOf(set('2026-05-01', asBegun, 1))).toMatchObject({ status: 409 })
    const body = { version: 2, from_on: '2026-05-01', reason: 'x', limits: asBegun }
    expect(await refusalOf(app.as('wang.lei').call(setLimits, { body }))).toMatchObject({ status: 403 })
  })
})
