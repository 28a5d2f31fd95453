import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { changeStoryOf } from '../../../../../test/support/change-story.ts'
import { readOrganisation } from '../../../../kernel/org/contract.ts'
import { createOrganisation } from '../../../../kernel/org/create.ts'
import { readHeads } from '../../../../kernel/org/heads.ts'
import { readPremises } from '../../registry/contract.ts'
import { setPremises } from '../../registry/set-premises.ts'
import type { What } from './contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = changeStoryOf(app)
let made = 0
beforeEach(() => app.clock.set('2026-03-02T02:00:00.000Z'))

async function branch() {
  const name = `更正分公司${++made}`
  const parent_id = app.org('华东区').id
  const { id } = await app.system((ctx) =>
    createOrganisation(ctx, { kind: 'branch', parent_id, life: 'active', name }),
  )
  return { id, name }
}
const naming = (name: string) => ({ kind: 'name', proposal: { name, name_en: null } }) as const
const scoping = (scope: string) => ({ kind: 'scope', proposal: { scope } }) as const
const at = (day: string) => app.clock.set(`${day}T02:00:00.000Z`)
type Is = Extract<What, { kind: 'correction' }>['proposal']['is']
const correcting = (corrects: string, on: string, is: Is) =>
  ({ kind: 'correction', proposal: { corrects, on, is } }) as const
const agreed = (org_id: string, what: Parameters<typeof story.agreed>[0]['what']) =>
  story.agreed(
    { by: 'chen.hao', org_id, what },
    what.kind === 'scope' ? ['zhou.ting'] : ['zhou.ting', 'gu.mingyuan'],
  )
const told = (id: string, on?: string) =>
  app.as('zhou.ting').call(readOrganisation, { params: { id }, query: on ? { on } : {} })
const nameOn = async (id: string, on?: string) => (await told(id, on)).name

describe('a correction', () => {
  test('is a new filing that points at the corrected one; the past reads as filed there and as right in the as-of view', async () => {
    const { id: org_id, name } = await branch()
    at('2026-04-01')
    const wrong = await agreed(org_id, naming('错名'))
    at('2026-06-01')
    await agreed(org_id, naming('后来的名称'))
    at('2026-07-01')
    const right = await agreed(org_id, correcting(wrong, '2026-04-01', naming('正名')))
    expect(await nameOn(org_id, '2026-03-31')).toBe(name)
    expect(await nameOn(org_id, '2026-04-01')).toBe('正名')
    expect(await nameOn(org_id, '2026-05-31')).toBe('正名')
    expect(await nameOn(org_id)).toBe('后来的名称')
    const { number } = await story.page(right)
    expect((await told(org_id, '2026-05-01')).corrections).toMatchObject([
      { item: 'name', number, link: `/establishment/changes/${right}` },
    ])
    for (const day of ['2026-03-31', '2026-06-01']) expect((await told(org_id, day)).corrections).toEqual([])
    expect(await story.page(wrong)).toMatchObject({
      lines: [{ field: 'name', before: name, after: '错名' }],
      corrected_by: [{ id: right, number }],
    })
    expect(await story.page(right)).toMatchObject({
      corrects: { id: wrong },
      lines: [{ field: 'name', before: '错名', after: '正名' }],
    })
  })

  test('of the day alone moves the change to the right day, earlier or later, up to what is told now', async () => {
    const { id: org_id, name } = await branch()
    at('2026-04-01')
    const filed = await agreed(org_id, naming('新名'))
    at('2026-07-01')
    await agreed(org_id, correcting(filed, '2026-03-20', naming('新名')))
    expect([await nameOn(org_id, '2026-03-19'), await nameOn(org_id, '2026-03-20')]).toEqual([name, '新名'])
    const later = correcting(filed, '2026-05-10', naming('更新的名'))
    await agreed(org_id, later)
    expect(await nameOn(org_id, '2026-03-25')).toBe(name)
    expect(await nameOn(org_id, '2026-05-09')).toBe(name)
    expect(await nameOn(org_id, '2026-05-10')).toBe('更新的名')
    expect(await nameOn(org_id)).toBe('更新的名')
    const again = await refusalOf(story.filed({ by: 'chen.hao', org_id, what: later }))
    expect(again.code).toBe('establishment.change.errors.nothing_new')
  })

  test('of the scope leaves the premises of those days alone', async () => {
    const { id: org_id } = await branch()
    await app.system((ctx) => setPremises(ctx, { org_id, on: '2026-03-02', address: '世纪大道 8 号' }))
    at('2026-04-01')
    const filed = await agreed(org_id, scoping('财税'))
    at('2026-05-01')
    await app.system((ctx) => setPremises(ctx, { org_id, address: '张江路 1 号' }))
    at('2026-07-01')
    await agreed(org_id, correcting(filed, '2026-04-10', scoping('财税咨询')))
    const on = async (day: string) => {
      const query = { on: day }
      return (await app.as('zhou.ting').call(readPremises, { params: { id: org_id }, query })).current
    }
    expect(await on('2026-04-05')).toMatchObject({ address: '世纪大道 8 号', scope: null })
    expect(await on('2026-04-10')).toMatchObject({ address: '世纪大道 8 号', scope: '财税咨询' })
    expect(await on('2026-06-01')).toMatchObject({ address: '张江路 1 号', scope: '财税咨询' })
  })

  test('of the parent moves the past and, where it holds, the organisation itself; as-of is right before and after', async () => {
    const { id: org_id } = await branch()
    const [east, south, north] = await Promise.all(
      ['华东区', '华南区', `更正区${made}`].map(async (name, at) =>
        at < 2
          ? app.org(name as '华东区').id
          : (
              await app.system((ctx) =>
                createOrganisation(ctx, {
                  ...{ kind: 'region', name, parent_id: app.org('衡远服务集团').id, life: 'active' },
                }),
              )
            ).id,
      ),
    )
    const moving = (parent_id: string) => ({ kind: 'parent', proposal: { parent_id } }) as const
    const parentOn = async (day?: string) => (await told(org_id, day)).above.at(-1)?.id
    const agreedByHeadquarters = (what: What) =>
      story.agreed({ by: 'zhou.ting', org_id, what }, ['gu.mingyuan'])
    at('2026-04-01')
    const wrong = await agreedByHeadquarters(moving(south!))
    at('2026-07-01')
    const right = await agreedByHeadquarters(correcting(wrong, '2026-03-20', moving(north!)))
    expect([await parentOn('2026-03-19'), await parentOn('2026-03-20')]).toEqual([east, north])
    expect([await parentOn('2026-05-01'), await parentOn()]).toEqual([north, north])
    expect((await story.page(right)).lines[0]).toMatchObject({ field: 'parent', before: '华南区' })
    expect((await told(org_id, '2026-05-01')).corrections).toMatchObject([{ item: 'parent' }])
    expect((await story.page(wrong)).lines).toMatchObject([{ before: '华东区', after: '华南区' }])
    const ring = correcting(wrong, '2026-03-21', moving(org_id))
    expect((await refusalOf(story.filed({ by: 'zhou.ting', org_id, what: ring }))).code).toBe(
      'org.errors.ring',
    )
  })

  test('of the head tells who headed it from which day; only today’s role passes on, and neither of the two decides', async () => {
    const { id: org_id } = await branch()
    const heading = (head: CastUser) =>
      ({ kind: 'head', proposal: { head_id: app.person(head).id } }) as const
    const headOn = async (day: string) =>
      (await app.system((ctx) => readHeads(ctx, [org_id], day))).get(org_id)?.name ?? null
    const agreedByHeadquarters = (what: What) =>
      story.agreed({ by: 'zhou.ting', org_id, what }, ['gu.mingyuan'])
    at('2026-04-01')
    const wrong = await agreedByHeadquarters(heading('sun.yi'))
    at('2026-07-01')
    const right = await agreedByHeadquarters(correcting(wrong, '2026-04-10', heading('wang.lei')))
    const days = ['2026-04-01', '2026-04-09', '2026-04-10', '2026-07-01']
    expect(await Promise.all(days.map(headOn))).toEqual([null, null, '王磊', '王磊'])
    const roles = await app.system((ctx) =>
      ctx.tx
        .selectFrom('kernel.role_assignment')
        .select(['person_id', 'starts_on', 'ends_on'])
        .where('organisation_id', '=', org_id)
        .orderBy('starts_on')
        .execute(),
    )
    expect(roles).toEqual([
      { person_id: app.person('sun.yi').id, starts_on: '2026-04-01', ends_on: '2026-07-01' },
      { person_id: app.person('wang.lei').id, starts_on: '2026-07-01', ends_on: null },
    ])
    expect((await story.page(right)).lines).toMatchObject([
      { field: 'head', before: '孙怡', after: '王磊' },
      { field: 'effective_on', before: '2026-04-01', after: '2026-04-10' },
    ])
    at('2026-08-01')
    const back = await agreedByHeadquarters(correcting(wrong, '2026-04-01', heading('wang.lei')))
    expect(await Promise.all(days.map(headOn))).toEqual(['王磊', '王磊', '王磊', '王磊'])
    expect((await told(org_id, '2026-04-05')).corrections.map(({ link }) => link)).toContain(
      `/establishment/changes/${back}`,
    )
  })

  test('of a stage of life moves its day; of a closing also who keeps the records', async () => {
    const { id: org_id } = await branch()
    const lifeOn = async (day?: string) => (await told(org_id, day)).life
    const agreedByHeadquarters = (what: What) =>
      story.agreed({ by: 'zhou.ting', org_id, what }, ['gu.mingyuan'])
    at('2026-04-01')
    const suspended = await agreedByHeadquarters({ kind: 'suspend', proposal: {} })
    at('2026-05-01')
    await agreedByHeadquarters(correcting(suspended, '2026-03-25', { kind: 'suspend', proposal: {} }))
    expect([await lifeOn('2026-03-24'), await lifeOn('2026-03-25'), await lifeOn()]).toEqual([
      ...['active', 'suspended', 'suspended'],
    ])
    at('2026-06-01')
    const closing = (custodian: CastUser, records_place: string) =>
      ({ kind: 'close', proposal: { custodian_id: app.person(custodian).id, records_place } }) as const
    const closed = await agreedByHeadquarters(closing('he.chuan', '档案室甲'))
    at('2026-07-01')
    await agreedByHeadquarters(correcting(closed, '2026-06-15', closing('zhou.ting', '档案室乙')))
    const days = ['2026-05-31', '2026-06-01', '2026-06-14', '2026-06-15']
    expect(await Promise.all(days.map(lifeOn))).toEqual(['suspended', 'suspended', 'suspended', 'closed'])
    expect((await told(org_id)).closed_on).toBe('2026-06-15')
    expect((await story.offered(org_id, 'zhou.ting')).records).toMatchObject({
      ...{ custodian: { name: '周婷' }, place: '档案室乙' },
    })
    const early = correcting(closed, '2026-03-25', closing('zhou.ting', '档案室乙'))
    expect((await refusalOf(story.filed({ by: 'zhou.ting', org_id, what: early }))).code).toBe(
      'establishment.change.errors.corrected_across',
    )
  })

  test('needs what the corrected filing needed: a branch’s own people don’t correct its parent', async () => {
    const { id: org_id } = await branch()
    const move = { kind: 'parent', proposal: { parent_id: app.org('华南区').id } } as const
    at('2026-04-01')
    const filed = await story.agreed({ by: 'zhou.ting', org_id, what: move }, ['gu.mingyuan'])
    at('2026-05-01')
    const back = correcting(filed, '2026-04-02', move)
    expect((await refusalOf(story.draft({ by: 'li.wei', org_id, what: back }))).status).toBeGreaterThan(400)
  })

  test('is refused of what was not carried out, of another organisation, ahead of today and across another change', async () => {
    const { id: org_id } = await branch()
    const other = await branch()
    at('2026-04-01')
    const first = await agreed(org_id, naming('甲'))
    at('2026-05-01')
    const second = await agreed(org_id, naming('乙'))
    const codeOf = async (org: string, what: ReturnType<typeof correcting>) =>
      (await refusalOf(story.filed({ by: 'chen.hao', org_id: org, what }))).code
    const errors = 'establishment.change.errors'
    expect(await codeOf(other.id, correcting(first, '2026-04-02', naming('丙')))).toBe(
      `${errors}.corrects_nothing`,
    )
    expect(await codeOf(org_id, correcting(second, '2026-05-02', naming('丙')))).toBe(
      `${errors}.corrected_ahead`,
    )
    for (const [id, day] of [
      [second, '2026-04-01'],
      [first, '2026-05-01'],
    ] as const)
      expect(await codeOf(org_id, correcting(id, day, naming('丙')))).toBe(`${errors}.corrected_across`)
    expect(await codeOf(org_id, correcting(first, '2026-04-02', scoping('财税')))).toBe(
      `${errors}.corrects_nothing`,
    )
    expect((await story.offered(org_id, 'chen.hao')).kinds).not.toContain('correction')
  })
})
