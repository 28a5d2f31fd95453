import { beforeEach, expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { changeStoryOf } from '../../../../../test/support/change-story.ts'
import { complaintStoryOf } from '../../../../../test/support/complaint-story.ts'
import { grantRole } from '../../../../kernel/administration/assignment/contract.ts'
import { openIssue } from '../../../../kernel/issues/open.ts'
import { readOrganisation } from '../../../../kernel/org/contract.ts'
import { createOrganisation } from '../../../../kernel/org/create.ts'
import { appointHead } from '../../../../kernel/people/appoint-head.ts'
import { beginAssignment, createPerson } from '../../../../kernel/people/contract.ts'
import { endAssignment } from '../../../../kernel/people/end.ts'
import { readTrail } from '../../../../kernel/trail/contract.ts'
import { applyDueChanges } from '../apply-due.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = changeStoryOf(app)
const complaints = complaintStoryOf(app)
const east = app.org('华东区').id
let made = 0
beforeEach(() => app.clock.set('2026-11-23T02:00:00.000Z'))

async function branch(parent_id = east) {
  const name = `测试分公司${++made}`
  const { id } = await app.system((ctx) =>
    createOrganisation(ctx, { kind: 'branch', parent_id, life: 'active', name }),
  )
  return { id, name }
}
const hire = (org_id: string) =>
  app.as('xu.wen').call(createPerson, {
    body: { org_id, name: `新人${++made}`, post: '客户顾问', starts_on: '2026-11-23' },
  })
const lifeOf = async (id: string) =>
  (await app.as('zhou.ting').call(readOrganisation, { params: { id } })).life
const closing = () =>
  ({
    kind: 'close',
    proposal: { custodian_id: app.person('zhou.ting').id, records_place: '总部档案室 3 号柜' },
  }) as const
const management = ['zhou.ting', 'gu.mingyuan'] as const

test('suspended, no new staff and no new head begin there; resumed, they do', async () => {
  const { id: org_id } = await branch()
  await hire(org_id)
  const suspend = { kind: 'suspend', proposal: {} } as const
  await story.agreed({ by: 'chen.hao', org_id, what: suspend }, [...management])
  expect(await lifeOf(org_id)).toBe('suspended')
  expect((await refusalOf(hire(org_id))).code).toBe('people.errors.organisation_suspended')
  const seconded = app.as('xu.wen').call(beginAssignment, {
    params: { id: app.person('wang.lei').id },
    body: { org_id, kind: 'secondment', post: '支援', starts_on: '2026-11-23' },
  })
  expect((await refusalOf(seconded)).code).toBe('people.errors.organisation_suspended')
  const headed = app.system((ctx) =>
    appointHead(ctx, { org_id, person_id: app.person('wang.lei').id, starts_on: '2026-12-01' }),
  )
  await expect(headed).rejects.toMatchObject({ code: 'people.errors.organisation_suspended' })
  expect((await story.offered(org_id, 'chen.hao')).kinds).toEqual([
    ...['name', 'scope', 'premises', 'parent'],
    ...['resume', 'close'],
  ])
  await story.agreed({ by: 'chen.hao', org_id, what: { kind: 'resume', proposal: {} } }, [...management])
  expect(await lifeOf(org_id)).toBe('active')
  await hire(org_id)
})

test('a suspension in which somebody would begin is refused, and held up by who is entered meanwhile', async () => {
  const { id: org_id } = await branch()
  const entered = (starts_on: string) =>
    app
      .as('xu.wen')
      .call(createPerson, { body: { org_id, name: `新人${++made}`, post: '客户顾问', starts_on } })
  const suspend = { kind: 'suspend', proposal: {} } as const
  const filing = { by: 'chen.hao', org_id, what: suspend, effective_on: '2027-01-01' } as const
  const { id: early } = await entered('2027-02-01')
  const refused = await refusalOf(story.filed(filing))
  expect(refused).toMatchObject({
    code: 'establishment.change.errors.begins_suspended',
    params: { count: 1, links: [{ to: `/people?under=${org_id}` }] },
  })
  await leave(early, org_id, '2027-02-01')
  const { id: before } = await entered('2026-12-01')
  const id = await story.agreed(filing, [...management])
  const { id: late } = await entered('2027-01-15')
  app.clock.set('2027-01-01T02:00:00.000Z')
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 0, held_up: 1 })
  expect((await story.page(id)).held_up).toContain('1 项任职')
  await leave(late, org_id, '2027-01-15')
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 1, held_up: 0 })
  expect(await lifeOf(org_id)).toBe('suspended')
  await leave(before, org_id, '2027-01-02')
})

test('closing is refused with counts and links of what is still open there', async () => {
  const { id: org_id, name } = await branch()
  const staff = [await hire(org_id), await hire(org_id)]
  const below = await branch(org_id)
  await app.system((ctx) =>
    openIssue(ctx, {
      ...{ org_id, kind: 'establishment.registration.issue_overdue' },
      params: { registration: { zh: '税务', tw: '稅務', en: 'Tax' }, due_on: '2026-11-22' },
      ...{
        title: name,
        severity: 'major',
        source: 'registration',
        clause: '2.2.4',
        subject_type: 'organisation',
        subject_id: org_id,
      },
      ...{ link: `/organisations/${org_id}`, responsible_id: app.person('chen.hao').id },
    }),
  )
  const told = { org_id, by: 'chen.hao', service_on: '2026-11-20' } as const
  const complaint = await complaints.resolved(told)
  const scope = { kind: 'scope', proposal: { scope: '财税咨询' } } as const
  const open = await story.filed({ by: 'chen.hao', org_id, what: scope })
  const draft = await story.draft({ by: 'chen.hao', org_id, what: closing() })
  const refused = await refusalOf(story.submit(draft.id, 'chen.hao'))
  expect(refused.code).toBe('establishment.change.errors.closing_blocked')
  expect(refused.params.links).toEqual([
    {
      word: '1 件办理中的投诉',
      to: expect.stringMatching(`^/complaints\\?state=received&.*&under=${org_id}$`),
    },
    { word: '2 名人员在岗', to: `/people?state=now&under=${org_id}` },
    { word: '1 项未整改问题', to: `/issues?state=open&under=${org_id}` },
    {
      word: '1 家下属机构',
      to: `/organisations?life=proposed&life=preparing&life=active&life=suspended&parent_id=${org_id}`,
    },
    { word: '1 项办理中的变更申请', to: `/organisations/${org_id}#filings` },
  ])
  expect(refused.detail).toContain(
    '1 件办理中的投诉、2 名人员在岗、1 项未整改问题、1 家下属机构、1 项办理中的变更申请',
  )
  const page = await story.page(draft.id, 'chen.hao')
  expect(page.blocking.map(({ count }) => count)).toEqual([1, 2, 1, 1, 1])

  await story.withdraw(open, 'chen.hao')
  await story.agreed({ by: 'chen.hao', org_id: below.id, what: closing() }, [...management])
  app.clock.set('2026-11-24T02:00:00.000Z')
  for (const { id: person_id } of staff) await leave(person_id, org_id, '2026-11-24')
  await app.owner
    .updateTable('kernel.issue')
    .set({ state: 'closed', closed_at: app.clock.now })
    .where('org_id', '=', org_id)
    .execute()
  await complaints.close(complaint)
  await story.submit(draft.id, 'chen.hao')
  for (const user of management) await story.answer(draft.id, user)
  expect(await lifeOf(org_id)).toBe('closed')
  expect((await story.offered(org_id, 'chen.hao')).records).toMatchObject({
    custodian: { name: '周婷' },
    place: '总部档案室 3 号柜',
  })
})

test('a records custodian and a place are mandatory, and the custodian works elsewhere', async () => {
  const { id: org_id } = await branch()
  const without = { kind: 'close', proposal: { custodian_id: app.person('zhou.ting').id } } as never
  const blank = await refusalOf(story.draft({ by: 'chen.hao', org_id, what: without }))
  expect([blank.status, blank.fields[0]?.path]).toEqual([400, 'what.proposal.records_place'])
  const { id: insider } = await hire(org_id)
  const proposal = { custodian_id: insider, records_place: '本机构' }
  const inside = await refusalOf(story.filed({ by: 'chen.hao', org_id, what: { kind: 'close', proposal } }))
  expect(inside.fields).toMatchObject([{ path: 'proposal.custodian_id' }])
})

test('its head goes with it: posts and roles there end on the day it closes', async () => {
  const { id: org_id } = await branch()
  const { id: person_id } = await hire(org_id)
  await app.system((ctx) => appointHead(ctx, { org_id, person_id, starts_on: '2026-11-23' }))
  const filing = { by: 'chen.hao', org_id, what: closing(), effective_on: '2026-12-01' } as const
  await story.agreed(filing, [...management])
  app.clock.set('2026-11-30T16:00:00.000Z')
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 1, held_up: 0 })
  const ends = await app.owner
    .selectFrom('kernel.assignment')
    .select(['kind', 'ends_on'])
    .where('org_id', '=', org_id)
    .orderBy('kind')
    .execute()
  expect(ends).toEqual([
    { kind: 'employment', ends_on: '2026-12-01' },
    { kind: 'head', ends_on: '2026-12-01' },
  ])
  const roles = await app.owner
    .selectFrom('kernel.role_assignment')
    .select(['role_key', 'ends_on'])
    .where('organisation_id', '=', org_id)
    .execute()
  expect(roles).toEqual([{ role_key: 'head', ends_on: '2026-12-01' }])
  const page = await app.as('zhou.ting').call(readOrganisation, { params: { id: org_id } })
  expect(page).toMatchObject({ life: 'closed', closed_on: '2026-12-01', head: null })
})

test('what came in between approval and the day holds a closing up, and staff who leave by then do not', async () => {
  const { id: org_id } = await branch()
  const { id: leaving } = await hire(org_id)
  await leave(leaving, org_id, '2026-12-31')
  const filing = { by: 'chen.hao', org_id, what: closing(), effective_on: '2027-01-01' } as const
  const id = await story.agreed(filing, [...management])
  const { id: late } = await hire(org_id)
  app.clock.set('2026-12-31T16:00:00.000Z')
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 0, held_up: 1 })
  expect((await story.page(id)).held_up).toContain('1 名人员在岗')
  app.clock.set('2027-01-10T02:00:00.000Z')
  await leave(late, org_id, '2027-01-10')
  expect((await story.page(id)).blocking).toEqual([])
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 1, held_up: 0 })
  const page = await app.as('zhou.ting').call(readOrganisation, { params: { id: org_id } })
  expect(page).toMatchObject({ life: 'closed', closed_on: '2027-01-10' })
})

test('every role there ends with a trail entry, today at the earliest; one that would only begin later never does', async () => {
  const { id: org_id } = await branch()
  const { id: person_id } = await hire(org_id)
  await app.system((ctx) => appointHead(ctx, { org_id, person_id, starts_on: '2026-11-23' }))
  const granted = (user: 'wang.lei' | 'luo.ying', starts_on: string) =>
    app.as('shen.jing').call(grantRole, {
      body: {
        ...{ person_id: app.person(user).id, organisation_id: org_id, role_key: 'staff' },
        ...{ with_subtree: false, starts_on },
      },
    })
  await granted('wang.lei', '2026-11-23')
  await granted('luo.ying', '2027-06-01')
  const { id: late } = await hire(org_id)
  const filing = { by: 'chen.hao', org_id, what: closing(), effective_on: '2027-01-01' } as const
  await leave(late, org_id, '2026-12-31')
  await story.agreed(filing, [...management])
  const { id: later } = await hire(org_id)
  app.clock.set('2027-01-05T02:00:00.000Z')
  await applyDueChanges(app.kernel)
  await leave(later, org_id, '2027-01-05')
  expect(await applyDueChanges(app.kernel)).toEqual({ applied: 1, held_up: 0 })
  const roles = await app.owner
    .selectFrom('kernel.role_assignment as h')
    .innerJoin('kernel.person as p', 'p.id', 'h.person_id')
    .select(['h.role_key', 'h.ends_on'])
    .where('organisation_id', '=', org_id)
    .orderBy('h.ends_on')
    .orderBy('h.role_key')
    .execute()
  expect(roles).toEqual([
    { role_key: 'head', ends_on: '2027-01-05' },
    { role_key: 'staff', ends_on: '2027-01-05' },
    { role_key: 'staff', ends_on: '2027-06-01' },
  ])
  const query = { org_id, action: 'people.role.end' }
  const { items } = await app.as('zhou.ting').call(readTrail, { query })
  expect(items.map(({ subject }) => subject.title?.replace(/[0-9]+$/, '')).sort()).toEqual(
    ['新人', '王磊', '罗颖'].sort(),
  )
})

async function leave(person_id: string, org_id: string, ends_on: string) {
  const { id, version } = await app.owner
    .selectFrom('kernel.assignment')
    .select(['id', 'version'])
    .where('person_id', '=', person_id)
    .where('org_id', '=', org_id)
    .executeTakeFirstOrThrow()
  await app.system((ctx) => endAssignment(ctx, { person_id, id, version, ends_on }))
}
