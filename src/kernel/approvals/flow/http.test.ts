import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import {
  createFlow,
  type FlowDefinition,
  listFlowPersons,
  publishFlow,
  readFlow,
  readFlowVersion,
  readFlowVocabulary,
  saveFlowDraft,
} from './contract.ts'

const app = await startApp()
const admin = app.as('shen.jing')
const subject_type = 'establishment.application'
const titles = { title: '测试流程', title_en: 'A flow' }

const definition = (role: string): FlowDefinition => ({
  applies_when: null,
  same_person: 'once',
  steps: [
    {
      key: 'review',
      title: '审核',
      title_en: 'Review',
      when: null,
      approvers: [{ by: 'role', role, at: 'headquarters' }],
      mode: { kind: 'any' },
      due_working_hours: 8,
      opinion: 'on_refusal',
      visible_fields: null,
      matter: 'ordinary',
    },
  ],
})
const create = (key: string, role: string) =>
  admin.call(createFlow, {
    body: { key, ...titles, subject_type, position: 900, definition: definition(role) },
  })

test('a draft says at each step what keeps it from being published, in the reader’s language', async () => {
  const draft = await create('test.unsound', 'wizard')
  expect(draft.faults).toMatchObject([{ path: 'steps.0.approvers.0.role' }])
  expect(draft.faults[0]?.message).toContain('“审核”')
  const params = { id: draft.id }
  const english = await app.as('shen.jing', 'en').call(readFlowVersion, { params })
  expect(english.faults[0]?.message).toContain('wizard')
  const refused = await refusalOf(admin.call(publishFlow, { params, body: { version: draft.version } }))
  expect(refused).toMatchObject({ status: 400, code: 'approvals.errors.unsound_flow' })
})

test('the second of two who write the same draft is told, and nothing is lost', async () => {
  const draft = await create('test.two_writers', 'hq_ops')
  const params = { id: draft.flow_id }
  const saved = await admin.call(saveFlowDraft, {
    params,
    body: { version: draft.version, definition: definition('hq_risk') },
  })
  expect(saved.version).toBe(draft.version + 1)
  const late = admin.call(saveFlowDraft, {
    params,
    body: { version: draft.version, definition: definition('hq_hr') },
  })
  expect((await refusalOf(late)).status).toBe(409)
  const { definition: kept } = await admin.call(readFlowVersion, { params: { id: draft.id } })
  expect(kept).toEqual(definition('hq_risk'))
})

test('a published version is final; the next change begins a new draft', async () => {
  const draft = await create('test.final', 'hq_ops')
  const published = await admin.call(publishFlow, {
    params: { id: draft.id },
    body: { version: draft.version },
  })
  expect(published).toMatchObject({ number: 1, faults: [] })
  const next = await admin.call(saveFlowDraft, {
    params: { id: draft.flow_id },
    body: { version: 0, definition: definition('hq_risk') },
  })
  expect(next).toMatchObject({ number: 2, published_at: null })
  const { versions } = await admin.call(readFlow, { params: { id: draft.flow_id } })
  expect(versions.map(({ number }) => number)).toEqual([2, 1])
})

test('headquarters reads flows and what they are made of; only the administrator writes them', async () => {
  const { roles, subject_types } = await app.as('sun.yi').call(readFlowVocabulary)
  const inTaipei = await app.as('sun.yi', 'zh-TW').call(readFlowVocabulary)
  expect(inTaipei.roles.find(({ key }) => key === 'region_lead')).toMatchObject({ title: '區域負責人' })
  expect(roles.map(({ key }) => key)).toContain('hq_management')
  expect(subject_types.find(({ type }) => type === subject_type)?.fields.length).toBeGreaterThan(0)
  const body = {
    key: 'test.not_mine',
    ...titles,
    subject_type,
    position: 1,
    definition: definition('hq_ops'),
  }
  expect((await refusalOf(app.as('sun.yi').call(createFlow, { body }))).status).toBe(403)
  expect((await refusalOf(app.as('li.wei').call(readFlowVocabulary))).status).toBe(403)
})

test('only roles and persons that may decide are offered, and a role nobody holds today is warned of', async () => {
  const { roles } = await admin.call(readFlowVocabulary)
  const deciding = new Map(roles.map(({ key, may_decide }) => [key, may_decide]))
  expect([deciding.get('auditor'), deciding.get('admin'), deciding.get('hq_ops')]).toEqual([
    false,
    false,
    true,
  ])
  const named = async (q: string) =>
    (await admin.call(listFlowPersons, { query: { q } })).items.map(({ name }) => name)
  expect([await named('周婷'), await named('沈静'), await named('方毅')]).toEqual([['周婷'], [], []])
  const barred = await create('test.barred', 'auditor')
  const { title } = roles.find(({ key }) => key === 'auditor')!
  expect(barred.faults).toEqual([
    { path: 'steps.0.approvers.0.role', message: expect.stringContaining(`“${title}”`) },
  ])
  await app.owner
    .insertInto('kernel.role')
    .values({ key: 'nobody_yet', title: '新设', title_en: 'New' })
    .execute()
  await app.owner
    .insertInto('kernel.role_permission')
    .values({ role_key: 'nobody_yet', permission: 'approvals.request.decide' })
    .execute()
  const vacant = await create('test.vacant', 'nobody_yet')
  expect(vacant.faults).toEqual([])
  expect(vacant.warnings).toContainEqual({
    path: 'steps.0.approvers.0',
    message: expect.stringContaining('今天没有人'),
  })
})

test('a flow that another of its kind leaves nothing to is warned of, by name and order, and so is the one that covers', async () => {
  const title = (key: string) => ({ key, title: key, title_en: null, subject_type: 'establishment.change' })
  const make = (key: string, position: number, applies_when: FlowDefinition['applies_when'] = null) =>
    admin.call(createFlow, {
      body: { ...title(key), position, definition: { ...definition('hq_ops'), applies_when } },
    })
  const messages = ({ warnings }: { warnings: { path: string; message: string }[] }) =>
    warnings.flatMap(({ path, message }) => (path === 'applies_when' ? [message] : []))
  const behind = await make('test.behind', 900)
  expect(messages(behind)).toEqual([expect.stringMatching(/“.+”（顺序 20）.*不会被用到/)])
  const first = await make('test.first', 5)
  expect(messages(first)).toEqual([
    expect.stringContaining('（顺序 10）'),
    expect.stringContaining('（顺序 20）'),
  ])
  const filled = { match: 'all' as const, of: [{ field: 'reason', is: 'filled' as const }] }
  expect(messages(await make('test.conditional', 6, filled))).toEqual([])
})

test('of two flows with the same condition the later one is never used: both say so, and neither that it has none', async () => {
  const applies_when = { match: 'all' as const, of: [{ field: 'reason', is: 'filled' as const }] }
  const make = (key: string, position: number) =>
    admin.call(createFlow, {
      body: {
        ...{ key, title: key, title_en: null, subject_type: 'establishment.change', position },
        definition: { ...definition('hq_ops'), applies_when },
      },
    })
  const twin = await make('test.twin', 7)
  await admin.call(publishFlow, { params: { id: twin.id }, body: { version: twin.version } })
  const said = ({ warnings }: { warnings: { message: string }[] }) => warnings.map(({ message }) => message)
  expect(said(await make('test.later', 8))).toEqual([
    '排在前面的流程“test.twin”（顺序 7）与本流程的适用条件相同，本流程不会被用到。请修改其中一个的条件。',
  ])
  expect(said(await make('test.earlier', 6))).toEqual([
    '排在后面的流程“test.twin”（顺序 7）与本流程的适用条件相同，不会再被用到。请修改其中一个的条件。',
  ])
})

test('each of 60 persons a flow names is looked up; whoever is searched for comes by pinyin, with the organisation in both languages', async () => {
  const shanghai = app.org('上海分公司')
  const { rows: people } = await sql<{ id: string }>`
    with made as (
      insert into kernel.person (id, name, home_org_id)
      select gen_random_uuid(), (array['张', '曾', '陈'])[n % 3 + 1] || '测' || n, ${shanghai.id}
      from generate_series(1, 60) n returning id, name
    ), accounts as (
      insert into kernel.account (id, name, email, person_id)
      select gen_random_uuid(), name, id || '@example.com', id from made
    ), roles as (
      insert into kernel.role_assignment (id, person_id, role_key, organisation_id, starts_on)
      select gen_random_uuid(), id, 'region_lead', ${shanghai.id}, '2026-01-01' from made
    )
    select id from made`.execute(app.owner)
  const steps = [0, 20, 40].flatMap((from) =>
    definition('hq_ops').steps.map((step) => ({
      ...{ ...step, key: `review_${from}` },
      approvers: people.slice(from, from + 20).map(({ id }) => ({ by: 'person' as const, person_id: id })),
    })),
  )
  const { warnings } = await admin.call(createFlow, {
    body: {
      ...{ key: 'test.many', title: 'many', title_en: null, subject_type, position: 1 },
      definition: { ...definition('hq_ops'), steps },
    },
  })
  expect(warnings.filter(({ path }) => path.startsWith('steps'))).toEqual([])
  const { items } = await admin.call(listFlowPersons, { query: { q: '测' } })
  expect(items).toHaveLength(50)
  expect([...new Set(items.map(({ name }) => name[0]))]).toEqual(['陈', '曾', '张'])
  expect(items[0]).toMatchObject({ organisation: '上海分公司', organisation_en: 'Shanghai Branch' })
})
