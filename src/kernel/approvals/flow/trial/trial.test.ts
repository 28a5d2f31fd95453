import { expect, test } from 'vitest'
import { castId } from '../../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { createFlow, type FlowDefinition, type FlowStep } from '../contract.ts'
import { tryFlow } from './contract.ts'

const app = await startApp()
const admin = app.as('shen.jing')
const hq = (role: string) => ({ by: 'role', role, at: 'headquarters' }) as const
const step = (key: string, approvers: FlowStep['approvers'], more: Partial<FlowStep> = {}): FlowStep => ({
  ...{ key, title: key, title_en: null, when: null, approvers, mode: { kind: 'any' } },
  ...{ due_working_hours: null, opinion: 'required', visible_fields: null, matter: 'ordinary' },
  ...more,
})
const over = (value: number): FlowStep['when'] => ({
  match: 'all',
  of: [{ field: 'start_up_budget', is: 'more', value }],
})
const flow: FlowDefinition = {
  ...{ applies_when: over(10), same_person: 'once' },
  steps: [
    step('head', [{ by: 'head', levels_up: 0 }]),
    step('finance', [hq('hq_finance')], { path: 'large' }),
    step('nobody', [{ by: 'role', role: 'partner', at: 'headquarters' }], { path: 'large' }),
    step('ops', [hq('hq_ops')], { path: 'small' }),
    step('chosen', [{ by: 'previous_choice', role: 'hq_management', at: 'headquarters' }]),
    step('again', [hq('hq_finance')], { when: over(1000) }),
  ],
  branchings: [
    {
      ...{ key: 'fork', title: 'fork', title_en: null },
      paths: [
        { key: 'large', title: 'large', title_en: null, when: over(500) },
        { key: 'small', title: 'small', title_en: null, when: null },
      ],
    },
  ],
}
const draft = await admin.call(createFlow, {
  body: {
    ...{ key: 'test.trial', title: '试运行', title_en: null, position: 900 },
    ...{ subject_type: 'establishment.application', definition: flow },
  },
})
const trial = (budget: number, by = admin, org = 'HD-SH') =>
  by.call(tryFlow, {
    params: { id: draft.id },
    body: {
      ...{ of: 'sample', org_id: castId(org), applicant_id: castId('li.wei') },
      fields: { start_up_budget: budget, kind: 'branch' },
    },
  })

test('a try-out shows the path, the people of each step and why others are passed over', async () => {
  const { applies, paths, steps } = await trial(2000)
  expect({ applies, paths }).toEqual({ applies: true, paths: ['large'] })
  const said = steps.map(({ key, outcome, people }) =>
    [key, outcome, ...people.map(({ person }) => person.name)].join(' '),
  )
  expect(said).toEqual([
    'head taken 陈浩',
    'finance taken 钱立',
    'nobody parked',
    'ops skipped',
    'chosen parked',
    'again taken 钱立',
  ])
  expect(steps[0]).toMatchObject({
    people: [{ origin: 'next_head_up' }],
    passed_over: [{ person: { name: '李薇' }, why: 'applicant' }],
  })
  expect(steps[2]?.park_reason).toBe('nobody')
  expect(steps[3]?.skipped).toBe('other_path')
  expect(steps[5]?.people[0]?.same_person).toBe(true)
})

test('with less money it goes the other way, and the choice is shown as one', async () => {
  const { paths, steps, applies } = await trial(5)
  expect({ applies, paths }).toEqual({ applies: false, paths: ['small'] })
  expect(steps.map(({ outcome }) => outcome)).toEqual([
    ...['taken', 'skipped', 'skipped', 'taken', 'taken', 'skipped'],
  ])
  expect(steps[4]).toMatchObject({ chosen_by: 'previous', people: [{ same_person: false }] })
  expect(steps[5]?.skipped).toBe('condition')
})

test('nothing is written by it', async () => {
  const count = async () => {
    const tables = ['approval_request', 'approval_step', 'task', 'trail_entry', 'mail'] as const
    const counts = tables.map((name) =>
      app.owner
        .selectFrom(`kernel.${name}`)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow(),
    )
    return (await Promise.all(counts)).map(({ n }) => Number(n))
  }
  const before = await count()
  await trial(2000)
  expect(await count()).toEqual(before)
})

test('it takes the right to read flows, an organisation within reach, and values that suit the fields', async () => {
  expect((await refusalOf(trial(1, app.as('li.wei')))).status).toBe(403)
  const unknown = { of: 'sample', org_id: draft.id, applicant_id: castId('li.wei'), fields: {} } as const
  const params = { id: draft.id }
  expect((await refusalOf(admin.call(tryFlow, { params, body: unknown }))).status).toBe(404)
  const sample = { of: 'sample', org_id: castId('HD-SH'), applicant_id: castId('li.wei') } as const
  const unfit = admin.call(tryFlow, {
    params,
    body: { ...sample, fields: { start_up_budget: 'much', kind: 'castle', colour: 'red' } },
  })
  expect((await refusalOf(unfit)).fields?.map(({ path }) => path)).toEqual([
    ...['fields.start_up_budget', 'fields.kind', 'fields.colour'],
  ])
  const request = { of: 'request', request_id: draft.id } as const
  expect((await refusalOf(admin.call(tryFlow, { params, body: request }))).status).toBe(404)
})
