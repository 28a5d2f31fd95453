import { expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { storyOf } from '../../../../../test/support/establishment-story.ts'
import { disableAccount } from '../../../../kernel/administration/account/contract.ts'
import { handOverTasks, listTasks } from '../../../../kernel/tasks/contract.ts'
import { resubmitApplication } from '../contract.ts'
import { askMore } from '../papers/contract.ts'

// Each test tells a long story over HTTP; a busy machine gets the time.
vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = storyOf(app)

const disable = (user: CastUser, to: CastUser | null = null) =>
  app.as('shen.jing').call(disableAccount, {
    params: { id: app.person(user).account_id },
    body: { to_person_id: to && app.person(to).id, note: '离任' },
  })
/** What waits for somebody, and in whose place. */
const waiting = async (user: CastUser, id: string) =>
  (await app.as(user).call(listTasks)).items
    .filter(({ subject_id }) => subject_id === id)
    .map(({ kind, for_person }) => [kind.split('.').at(-1), for_person?.name ?? null])
/** Open tasks of people whose account is shut. */
const pointing = () =>
  app.owner
    .selectFrom('kernel.task as t')
    .innerJoin('kernel.account as a', 'a.person_id', 't.person_id')
    .select(['t.kind', 'a.name'])
    .where('t.closed_at', 'is', null)
    .where('a.disabled_at', 'is not', null)
    .execute()

test('whoever applied leaves: the registrations go on with whoever takes their tasks over', async () => {
  const { id } = await story.issued()
  const reviewed = await story.inReview()
  expect((await refusalOf(disable('li.wei'))).code).toBe('administration.errors.tasks_open')
  expect(await disable('li.wei', 'chen.hao')).toEqual({ moved: 1 })
  expect((await story.page(id)).applicant.name).toBe('陈浩')
  expect(await waiting('chen.hao', id)).toEqual([['register', null]])

  // Of the other nothing waited for her: what is wanted later waits for a stand-in, who takes it over.
  const wanted = { wanted: '请补充房屋租赁合同', documents: [] }
  await app.as('zhou.ting').call(askMore, {
    params: { id: reviewed },
    body: { ...(await story.act(reviewed)).body, ...wanted },
  })
  expect(await pointing()).toEqual([])
  expect(await waiting('chen.hao', reviewed)).toEqual([['more', '李薇']])
  const people = { from_person_id: app.person('li.wei').id, to_person_id: app.person('chen.hao').id }
  expect(await app.as('chen.hao').call(handOverTasks, { body: people })).toEqual({ moved: 1, stayed: [] })
  expect((await story.page(reviewed)).applicant.name).toBe('陈浩')

  // The reviewer leaves meanwhile: whoever may review is asked.
  expect(await disable('zhou.ting')).toEqual({ moved: 0 })
  await app.as('chen.hao').call(resubmitApplication, await story.act(reviewed))
  expect(await pointing()).toEqual([])
  expect(await waiting('he.chuan', reviewed)).toEqual([['review', null]])
})
