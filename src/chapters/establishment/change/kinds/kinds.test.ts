import { sql } from 'kysely'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { changeStoryOf } from '../../../../../test/support/change-story.ts'
import { storyOf } from '../../../../../test/support/establishment-story.ts'
import { readDocumentContent, verifyIssuedDocument } from '../../../../kernel/documents/contract.ts'
import { changeLife } from '../../../../kernel/org/change-life.ts'
import { readOrganisation } from '../../../../kernel/org/contract.ts'
import { createOrganisation } from '../../../../kernel/org/create.ts'
import { moveOrganisation } from '../../../../kernel/org/move.ts'
import { listTasks } from '../../../../kernel/tasks/contract.ts'
import { readPremises } from '../../registry/contract.ts'
import { applyDueChanges } from '../apply-due.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = changeStoryOf(app)
const applications = storyOf(app)
const east = app.org('华东区').id
const north = app.org('华北区').id
let made = 0
beforeEach(() => app.clock.set('2026-11-23T02:00:00.000Z'))

async function branch(more: { name?: string; parent_id?: string; time_zone?: string } = {}) {
  const name = more.name ?? `测试分公司${++made}`
  const { id } = await app.system((ctx) =>
    createOrganisation(ctx, { kind: 'branch', parent_id: east, life: 'active', ...more, name }),
  )
  return { id, name }
}
const organisation = (id: string, user: CastUser = 'zhou.ting') =>
  app.as(user).call(readOrganisation, { params: { id } })
const nameOf = async (id: string) => (await organisation(id)).name
const naming = (name: string) => ({ kind: 'name', proposal: { name, name_en: null } }) as const
/** Filed by the region: operations look, management agrees to what is weighty. */
const weighty = ['zhou.ting', 'gu.mingyuan'] as const
const agreed = (org_id: string, what: Parameters<typeof story.agreed>[0]['what'], effective_on?: string) =>
  story.agreed(
    { by: 'chen.hao', org_id, what, effective_on: effective_on ?? null },
    what.kind === 'scope' || what.kind === 'premises' ? ['zhou.ting'] : [...weighty],
  )

describe('a change effective on 1 January', () => {
  test('holds at 00:00 and not at 23:59:59, in the time zone of the organisation', async () => {
    const here = await branch()
    const tokyo = await branch({ time_zone: 'Asia/Tokyo' })
    await agreed(here.id, naming('新名一'), '2027-01-01')
    await agreed(tokyo.id, naming('新名二'), '2027-01-01')
    const at = async (moment: string) => {
      app.clock.set(moment)
      await applyDueChanges(app.kernel)
      return [await nameOf(here.id), await nameOf(tokyo.id)]
    }
    expect(await at('2026-12-31T14:59:59.000Z')).toEqual([here.name, tokyo.name])
    expect(await at('2026-12-31T15:00:00.000Z')).toEqual([here.name, '新名二'])
    expect(await at('2026-12-31T15:59:59.000Z')).toEqual([here.name, '新名二'])
    expect(await at('2026-12-31T16:00:00.000Z')).toEqual(['新名一', '新名二'])
  })

  test('can be withdrawn until then, and not after', async () => {
    const { id: org_id, name } = await branch()
    const first = await agreed(org_id, naming('撤回的名称'), '2027-01-01')
    app.clock.set('2026-12-31T15:59:59.000Z')
    await story.withdraw(first, 'chen.hao')
    app.clock.set('2026-12-31T16:00:00.000Z')
    expect(await applyDueChanges(app.kernel)).toEqual({ applied: 0, held_up: 0 })
    expect(await nameOf(org_id)).toBe(name)
    const second = await agreed(org_id, naming('生效的名称'))
    expect((await refusalOf(story.withdraw(second, 'chen.hao'))).code).toBe('lifecycle.errors.not_from_here')
  })

  test('that a late job finds is carried out once, from its own day, by one of two runs at once', async () => {
    const { id: org_id, name } = await branch()
    const id = await agreed(org_id, naming('迟到的名称'), '2027-01-01')
    app.clock.set('2027-01-04T02:00:00.000Z')
    const runs = await Promise.all([applyDueChanges(app.kernel), applyDueChanges(app.kernel)])
    expect(runs.map(({ applied }) => applied).sort()).toEqual([0, 1])
    expect(await applyDueChanges(app.kernel)).toEqual({ applied: 0, held_up: 0 })
    expect(await story.page(id)).toMatchObject({
      state: 'completed',
      effective_on: '2027-01-01',
      lines: [{ field: 'name', before: name, after: '迟到的名称' }],
    })
    const past = await app.owner
      .selectFrom('kernel.organisation_past')
      .select(['until', 'name'])
      .where('organisation_id', '=', org_id)
      .execute()
    expect(past).toEqual([{ until: '2027-01-01', name }])
  })

  test('that is refused on its day is held up, tells its applicant once, and holds as soon as it can', async () => {
    const { id: org_id, name } = await branch()
    const id = await agreed(org_id, naming('抢占的名称'), '2027-01-01')
    const rival = await branch({ name: '抢占的名称' })
    app.clock.set('2026-12-31T16:00:00.000Z')
    expect(await applyDueChanges(app.kernel)).toEqual({ applied: 0, held_up: 1 })
    await applyDueChanges(app.kernel)
    expect((await story.page(id)).held_up).toContain('已有名为“抢占的名称”的机构')
    const waiting = (await app.as('chen.hao').call(listTasks)).items.filter((one) => one.subject_id === id)
    expect(waiting.map(({ kind }) => kind).sort()).toEqual([
      'approvals.inbox.ended_approved',
      'establishment.change.task.held_up',
    ])
    app.clock.set('2027-01-05T02:00:00.000Z')
    await app.system((ctx) => moveOrganisation(ctx, { id: org_id, parent_id: north }))
    app.clock.set('2027-01-10T02:00:00.000Z')
    await app.system((ctx) => changeLife(ctx, { id: rival.id, to: 'closed' }))
    expect(await applyDueChanges(app.kernel)).toEqual({ applied: 1, held_up: 0 })
    expect(await story.page(id)).toMatchObject({
      ...{ state: 'completed', held_up: null, effective_on: '2027-01-10' },
    })
    const seen = async (day: string) => {
      const query = { on: day }
      const page = await app.as('zhou.ting').call(readOrganisation, { params: { id: org_id }, query })
      return [page.name, page.above.at(-1)?.name]
    }
    expect(await seen('2026-12-31')).toEqual([name, '华东区'])
    expect(await seen('2027-01-04')).toEqual([name, '华东区'])
    expect(await seen('2027-01-09')).toEqual([name, '华北区'])
    expect(await seen('2027-01-10')).toEqual(['抢占的名称', '华北区'])
    const left = (await app.as('chen.hao').call(listTasks)).items.filter((one) => one.subject_id === id)
    expect(left).toEqual([])
  })
})

test('documents issued before keep the old name: their hash is what it was', async () => {
  const { id, document } = await applications.issued({ by: 'chen.hao' })
  const { established } = await applications.page(id)
  await agreed(established!.id, naming('更名后的机构'))
  expect(await nameOf(established!.id)).toBe('更名后的机构')
  const about = { params: { id: document.id } }
  expect(await app.as('chen.hao').call(verifyIssuedDocument, about)).toMatchObject({ matches: true })
  const content = JSON.stringify(await app.as('chen.hao').call(readDocumentContent, about))
  expect(content).toContain(established!.name)
  expect(content).not.toContain('更名后的机构')
})

test('filings on different items of one organisation both proceed', async () => {
  const { id: org_id } = await branch()
  await agreed(org_id, naming('两项之一'), '2027-01-01')
  const scope = await agreed(org_id, { kind: 'scope', proposal: { scope: '财税咨询' } }, '2027-01-01')
  const second = await story.draft({ by: 'chen.hao', org_id, what: naming('再改一次') })
  expect((await refusalOf(story.submit(second.id, 'chen.hao'))).code).toBe(
    'establishment.change.errors.open_already',
  )
  expect((await story.offered(org_id, 'chen.hao')).kinds).toEqual([
    ...['premises', 'parent', 'head'],
    ...['suspend', 'close'],
  ])
  app.clock.set('2026-12-31T16:00:00.000Z')
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 2, held_up: 0 })
  expect(await story.page(scope)).toMatchObject({ state: 'completed' })
  expect(await nameOf(org_id)).toBe('两项之一')
})

test('premises and scope hold from their day on; what held before is kept', async () => {
  const org_id = app.org('上海分公司').id
  const place = { province: '上海', city: '上海', postcode: null, phone: null, tenure: 'leased' } as const
  const proposal = {
    ...place,
    address: '世纪大道 8 号',
    area: 300,
    tenure_until: null,
    lng: 121.5,
    lat: 31.2,
  }
  const filing = { by: 'li.wei', org_id, what: { kind: 'premises', proposal } } as const
  await story.agreed(filing, ['chen.hao', 'he.chuan'])
  app.clock.set('2026-11-30T02:00:00.000Z')
  const moved = { ...proposal, address: '张江路 1 号', area: null }
  await story.agreed({ ...filing, what: { kind: 'premises', proposal: moved } }, ['chen.hao', 'he.chuan'])
  await agreed(org_id, { kind: 'scope', proposal: { scope: '人事代理' } })
  const on = async (day?: string) => {
    const query = day ? { on: day } : {}
    return (await app.as('li.wei').call(readPremises, { params: { id: org_id }, query })).current
  }
  expect(await on()).toMatchObject({ address: '张江路 1 号', area: null, scope: '人事代理' })
  expect(await on('2026-11-29')).toMatchObject({ address: '世纪大道 8 号', area: 300, scope: null })
})

test('premises that come late, after another scope, hold from the day on which they are carried out', async () => {
  const { id: org_id } = await branch()
  const place = { province: null, city: null, postcode: null, phone: null, tenure: null, tenure_until: null }
  const proposal = { ...place, address: '张江路 2 号', area: null, lng: null, lat: null }
  const late = await agreed(org_id, { kind: 'premises', proposal }, '2027-01-01')
  app.clock.set('2027-01-05T02:00:00.000Z')
  await agreed(org_id, { kind: 'scope', proposal: { scope: '财税咨询' } })
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 0, held_up: 1 })
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 1, held_up: 0 })
  expect(await story.page(late)).toMatchObject({ state: 'completed', effective_on: '2027-01-05' })
  const { current } = await app.as('zhou.ting').call(readPremises, { params: { id: org_id }, query: {} })
  expect(current).toMatchObject({ address: '张江路 2 号', scope: '财税咨询', starts_on: '2027-01-05' })
})

test('a change from a day before one on record is held up, and then holds from the day on which it is carried out', async () => {
  const { id: org_id, name } = await branch()
  const late = await agreed(org_id, naming('晚来的名称'), '2027-01-01')
  app.clock.set('2027-01-05T02:00:00.000Z')
  await app.system((ctx) => moveOrganisation(ctx, { id: org_id, parent_id: north }))
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 0, held_up: 1 })
  expect((await story.page(late)).held_up).toContain(`“${name}”在 2027年1月5日 已有变更`)
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 1, held_up: 0 })
  expect(await story.page(late)).toMatchObject({ state: 'completed', effective_on: '2027-01-05' })
})

test('a filing that fails keeps none of the others of its day waiting', async () => {
  const [one, other] = [await branch(), await branch()]
  await agreed(one.id, naming('出错的名称'), '2027-01-01')
  await agreed(other.id, naming('顺利的名称'), '2027-01-01')
  await sql`
    create function kernel.broken() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
    create trigger broken before update on kernel.organisation
      for each row when (old.id = ${sql.lit(one.id)}::uuid) execute function kernel.broken()`.execute(
    app.owner,
  )
  app.clock.set('2027-01-01T02:00:00.000Z')
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 1, held_up: 0 })
  expect([await nameOf(one.id), await nameOf(other.id)]).toEqual([one.name, '顺利的名称'])
  await sql`drop trigger broken on kernel.organisation`.execute(app.owner)
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 1, held_up: 0 })
  expect(await nameOf(one.id)).toBe('出错的名称')
})

test('what changes nothing is refused', async () => {
  const { id: org_id, name } = await branch()
  const refused = await refusalOf(story.filed({ by: 'chen.hao', org_id, what: naming(name) }))
  expect(refused.code).toBe('establishment.change.errors.nothing_new')
})

describe('moving under another parent', () => {
  const under = (parent_id: string) => ({ kind: 'parent', proposal: { parent_id } }) as const
  const byOperations = (org_id: string, parent_id: string) =>
    story.agreed({ by: 'he.chuan', org_id, what: under(parent_id) }, ['gu.mingyuan'])

  test('takes along what hangs below, and reach follows', async () => {
    const top = await branch()
    const below = await branch({ parent_id: top.id })
    await byOperations(top.id, north)
    const page = await organisation(below.id, 'ma.jun')
    expect(page.above.map(({ name }) => name)).toEqual(['衡远服务集团', '华北区', top.name])
    expect((await refusalOf(organisation(below.id, 'chen.hao'))).status).toBe(404)
  })

  test('under itself or below is refused, as is a parent that is closed or out of reach', async () => {
    const top = await branch()
    const below = await branch({ parent_id: top.id })
    for (const parent_id of [top.id, below.id])
      expect(
        await refusalOf(story.filed({ by: 'he.chuan', org_id: top.id, what: under(parent_id) })),
      ).toMatchObject({ code: 'org.errors.ring', params: { name: top.name } })
    const gone = await branch()
    await app.system((ctx) => changeLife(ctx, { id: gone.id, to: 'closed' }))
    const filing = { by: 'he.chuan', org_id: top.id } as const
    expect((await refusalOf(story.filed({ ...filing, what: under(gone.id) }))).code).toBe(
      'org.errors.parent_closed',
    )
    const far = await refusalOf(story.filed({ ...filing, by: 'chen.hao', what: under(north) }))
    expect(far.code).toBe('establishment.change.errors.parent_out_of_reach')
  })

  test('two that would close a ring together: one is carried out, the other refused, ten times over', async () => {
    for (let race = 0; race < 10; race++) {
      const [one, other] = [await branch(), await branch()]
      const move = (id: string, parent_id: string) =>
        app.system((ctx) => moveOrganisation(ctx, { id, parent_id }))
      const ends = await Promise.allSettled([move(one.id, other.id), move(other.id, one.id)])
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'org.errors.ring' },
      })
    }
  })
})

describe('opposite moves filed about two organisations, A under B and B under A,', () => {
  const pair = async (effective_on: string | null) => {
    const [one, other] = [await branch(), await branch()]
    const moving = (org_id: string, parent_id: string) =>
      story.filed({
        ...{ by: 'he.chuan', org_id, effective_on },
        what: { kind: 'parent', proposal: { parent_id } },
      })
    return Promise.all([moving(one.id, other.id), moving(other.id, one.id)])
  }

  test('approved at once: one is carried out, the other refused in words, ten times over', async () => {
    for (let race = 0; race < 10; race++) {
      const ids = await pair(null)
      const ends = await Promise.allSettled(ids.map((id) => story.answer(id, 'gu.mingyuan')))
      expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const refused = ends.find(({ status }) => status === 'rejected')
      expect(refused).toMatchObject({ reason: { status: 422, code: 'org.errors.ring' } })
      const states = await Promise.all(ids.map(async (id) => (await story.page(id)).state))
      expect(states.sort()).toEqual(['completed', 'in_review'])
    }
  })

  test('for the same day: one holds from then on, the other is held up and says why', async () => {
    const ids = await pair('2027-01-01')
    await Promise.all(ids.map((id) => story.answer(id, 'gu.mingyuan')))
    app.clock.set('2027-01-01T02:00:00.000Z')
    await Promise.all([applyDueChanges(app.kernel), applyDueChanges(app.kernel)])
    const pages = await Promise.all(ids.map((id) => story.page(id)))
    expect(pages.map(({ state }) => state).sort()).toEqual(['approved', 'completed'])
    expect(pages.find(({ state }) => state === 'approved')?.held_up).toContain('下属机构')
  })
})

test('a closed organisation whose name was taken or whose parent closed comes back under others', async () => {
  const parent = await branch()
  const lost = await branch({ parent_id: parent.id })
  await app.system((ctx) => changeLife(ctx, { id: lost.id, to: 'closed' }))
  await app.system((ctx) => changeLife(ctx, { id: parent.id, to: 'closed' }))
  await branch({ name: lost.name })
  const what = (proposal: { name?: string; parent_id?: string }) => ({ kind: 'restore', proposal }) as const
  const filing = { by: 'chen.hao', org_id: lost.id } as const
  const codeOf = async (proposal: { name?: string; parent_id?: string }) =>
    (await refusalOf(story.filed({ ...filing, what: what(proposal) }))).code
  expect(await codeOf({})).toBe('org.errors.parent_closed')
  expect(await codeOf({ parent_id: east })).toBe('org.errors.name_taken')
  const back = `${lost.name}（新）`
  await story.agreed({ ...filing, what: what({ parent_id: east, name: back }) }, [...weighty])
  const page = await organisation(lost.id)
  expect(page).toMatchObject({ name: back, life: 'active' })
  expect(page.above.at(-1)).toMatchObject({ id: east })
})

test('the head files name, scope and premises of the own organisation, and nothing of another or of its life', async () => {
  expect((await story.offered(app.org('上海分公司').id, 'li.wei')).kinds).toEqual([
    'name',
    'scope',
    'premises',
  ])
  expect((await story.offered(app.org('苏州合作网点').id, 'wu.min')).kinds).toEqual([
    'name',
    'scope',
    'premises',
  ])
  expect((await refusalOf(story.offered(app.org('广州分公司').id, 'li.wei'))).status).toBe(404)
  const auditor = await story.offered(app.org('上海分公司').id, 'fang.yi')
  expect(auditor.kinds).toEqual([])
})
