import { beforeEach, describe, expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { changeStoryOf } from '../../../../../test/support/change-story.ts'
import { readOrganisation } from '../../../../kernel/org/contract.ts'
import { createOrganisation } from '../../../../kernel/org/create.ts'
import { readPremises } from '../../registry/contract.ts'
import { setPremises } from '../../registry/set-premises.ts'

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
type Is = ReturnType<typeof naming> | ReturnType<typeof scoping>
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
