import { beforeEach, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../../db/seed/cast.ts'
import { startApp } from '../../../../../test/support/app.ts'
import { changeStoryOf } from '../../../../../test/support/change-story.ts'
import { exportChanges, listChanges } from './contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = changeStoryOf(app)
beforeEach(() => app.clock.set('2026-11-23T02:00:00.000Z'))

type Query = Record<string, string>
const list = async (user: CastUser, query: Query = {}) =>
  (await app.as(user).call(listChanges, { query: query as never })).items
const scope = (text: string) => ({ kind: 'scope', proposal: { scope: text } }) as const
const naming = { kind: 'name', proposal: { name: '广州天河分公司', name_en: null } } as const

test('the filings of the network, each within its reach, with what is due and overdue, and as a sheet', async () => {
  const [shanghai, guangzhou] = [app.org('上海分公司').id, app.org('广州分公司').id]
  const scoped = await story.filed({ by: 'li.wei', org_id: shanghai, what: scope('财税咨询') })
  const named = await story.agreed(
    { by: 'luo.ying', org_id: guangzhou, what: naming, effective_on: '2026-12-20' },
    ['zhou.ting', 'gu.mingyuan'],
  )
  const { id: draft } = await story.draft({ by: 'li.wei', org_id: shanghai, what: scope('草稿') })
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
  expect(ids(await list('zhou.ting'))).toEqual([named, scoped])
  expect(ids(await list('li.wei'))).toEqual([draft, scoped])
  expect(ids(await list('luo.ying'))).toEqual([named])
  expect(ids(await list('zhou.ting', { under: app.org('华东区').id }))).toEqual([scoped])
  expect(ids(await list('zhou.ting', { kind: 'name', state: 'approved' }))).toEqual([named])
  expect(ids(await list('zhou.ting', { q: '上海' }))).toEqual([scoped])
  expect(ids(await list('li.wei', { mine: 'applied', state: 'draft' }))).toEqual([draft])
  // Fifteen working days to decide it, and the day on which the other is to hold.
  expect(await list('zhou.ting')).toMatchObject([
    { due_on: '2026-12-20', overdue: false, org: { name: '广州分公司' }, applicant: { name: '罗颖' } },
    { due_on: '2026-12-14', overdue: false },
  ])
  app.clock.set('2026-12-15T02:00:00.000Z')
  expect(ids(await list('zhou.ting', { due: 'overdue' }))).toEqual([scoped])
  expect(ids(await list('zhou.ting', { due: 'week' }))).toEqual([named])
  const answer = await app.as('zhou.ting').fetch(`${exportChanges.path}?format=csv&due=overdue`)
  const csv = await answer.text()
  expect(csv).toContain('上海分公司')
  expect(csv).toContain('变更服务范围')
  expect(csv).toContain('逾期')
  expect(csv).not.toContain('广州')
})
