import { expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { changeStoryOf } from '../../../../test/support/change-story.ts'
import { storyOf } from '../../../../test/support/establishment-story.ts'
import type { ApproverChoice } from '../../../kernel/approvals/choosing/contract.ts'
import { createFlow, publishFlow } from '../../../kernel/approvals/flow/contract.ts'
import { readRequest, returnRequest } from '../../../kernel/approvals/request/contract.ts'
import { readApplication, submitApplication } from '../application/contract.ts'
import { recommend, takeApplication } from '../application/review/contract.ts'
import { submitChange } from './contract.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const app = await startApp()
const story = changeStoryOf(app)
const applications = storyOf(app)
const admin = app.as('shen.jing')
const step = {
  ...{ key: 'expert', title: '专家审议', title_en: 'Expert opinion', when: null, mode: { kind: 'any' } },
  approvers: [{ by: 'applicant_choice', role: 'hq_management', at: 'headquarters' }],
  ...{ due_working_hours: null, opinion: 'optional', visible_fields: null, matter: 'ordinary' },
} as const
for (const subject_type of ['establishment.change', 'establishment.application']) {
  const { id, version } = await admin.call(createFlow, {
    body: {
      ...{
        key: `${subject_type}.chosen`,
        title: '申请人选审批人',
        title_en: null,
        position: 1,
        subject_type,
      },
      definition: { applies_when: null, same_person: 'once', steps: [structuredClone(step)] } as never,
    },
  })
  await admin.call(publishFlow, { params: { id }, body: { version } })
}
const english = { 'accept-language': 'en' }
const peopleIn = ({ params }: { params: Record<string, unknown> }) => {
  const [choice] = params.choices as ApproverChoice[]
  expect(choice).toMatchObject({ key: 'expert', title: '专家审议' })
  return choice!.people.map(({ id }) => id)
}
const askedBy = async (request_id: string) => {
  const { steps } = await app.as('fang.yi').call(readRequest, { params: { id: request_id } })
  return steps.at(-1)!.signers.map(({ person, origin }) => [person.id, origin])
}

test('whoever files a change chooses who decides on it, among those who may; nobody else can be named', async () => {
  const { id, version } = await story.draft({
    by: 'li.wei',
    org_id: app.org('上海分公司').id,
    what: { kind: 'scope', proposal: { scope: '人事代理、财税咨询、法务咨询' } },
  })
  const submit = (chosen?: Record<string, string[]>) =>
    app.as('li.wei').call(submitChange, { params: { id }, body: { version, ...(chosen ? { chosen } : {}) } })
  const wanted = await refusalOf(submit())
  expect([wanted.code, wanted.status]).toEqual(['approvals.errors.approvers_wanted', 422])
  const people = peopleIn(wanted)
  const inEnglish = app.as('li.wei').call(submitChange, { params: { id }, body: { version } }, english)
  expect((await refusalOf(inEnglish)).detail).toBe('Please choose first who decides: Expert opinion.')
  const none = { params: { id }, body: { version, chosen: { expert: [app.person('wang.lei').id] } } }
  const notOffered = await refusalOf(app.as('li.wei').call(submitChange, none, english))
  expect(notOffered.detail).toContain('Expert opinion')
  expect(people).not.toContain(app.person('li.wei').id)
  const refused: Record<string, string[]>[] = [
    { expert: [app.person('li.wei').id] },
    { expert: [app.person('wang.lei').id] },
    { expert: [people[0]!, app.person('sun.yi').id] },
    { another: [people[0]!] },
  ]
  for (const chosen of refused)
    expect((await refusalOf(submit(chosen))).code).toBe('approvals.errors.choice_not_offered')
  expect((await refusalOf(submit({ expert: [] }))).code).toBe('approvals.errors.approvers_wanted')
  await submit({ expert: [people[0]!] })
  const request_id = (await story.page(id)).approval!.request_id
  expect(await askedBy(request_id)).toEqual([[people[0], 'applicant_choice']])
})

test('what was sent back keeps whom its applicant chose, unless they choose anew', async () => {
  const { id } = await story.draft({
    by: 'zheng.kai',
    org_id: app.org('广州分公司').id,
    what: { kind: 'scope', proposal: { scope: '财税咨询' } },
  })
  const submit = async (chosen?: Record<string, string[]>) => {
    const { version } = await story.page(id, 'zheng.kai')
    return app
      .as('zheng.kai')
      .call(submitChange, { params: { id }, body: { version, ...(chosen && { chosen }) } })
  }
  const [gu, lin] = [app.person('gu.mingyuan').id, app.person('lin.lan').id]
  await submit({ expert: [gu] })
  const request_id = (await story.page(id)).approval!.request_id
  await story.answer(id, 'gu.mingyuan', returnRequest)
  await submit()
  expect(await askedBy(request_id)).toEqual([[gu, 'applicant_choice']])
  await story.answer(id, 'gu.mingyuan', returnRequest)
  await submit({ expert: [lin] })
  expect(await askedBy(request_id)).toEqual([[lin, 'applicant_choice']])
})

test('whom the applicant of an establishment chose at submission is asked when its review has ended', async () => {
  const id = await applications.draft({ by: 'li.wei', plan: { proposed_head_id: app.person('wang.lei').id } })
  const given = await applications.act(id)
  const submit = (chosen?: Record<string, string[]>) =>
    app.as('li.wei').call(submitApplication, { ...given, body: { ...given.body, ...(chosen && { chosen }) } })
  const people = peopleIn(await refusalOf(submit()))
  const outsider = await refusalOf(submit({ expert: [app.person('wang.lei').id] }))
  expect(outsider.code).toBe('approvals.errors.choice_not_offered')
  await submit({ expert: [people[0]!] })
  await app.as('zhou.ting').call(takeApplication, await applications.act(id))
  await applications.score(id)
  await app.as('zhou.ting').call(recommend, await applications.act(id))
  const { approval } = await app.as('fang.yi').call(readApplication, { params: { id } })
  expect(await askedBy(approval!.request_id)).toEqual([[people[0], 'applicant_choice']])
})
