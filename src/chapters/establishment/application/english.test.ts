import { beforeAll, expect, test } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { startApp } from '../../../../test/support/app.ts'
import { storyOf } from '../../../../test/support/establishment-story.ts'
import { listRequests, readRequest } from '../../../kernel/approvals/request/contract.ts'
import { listIssuedDocuments } from '../../../kernel/documents/contract.ts'
import { listIssues } from '../../../kernel/issues/contract.ts'
import { openIssue } from '../../../kernel/issues/open.ts'
import { search } from '../../../kernel/search/contract.ts'
import { listTasks } from '../../../kernel/tasks/contract.ts'
import { readTrail } from '../../../kernel/trail/contract.ts'
import { editApplication } from './plan/contract.ts'

const app = await startApp()
const story = storyOf(app)
const called = { name: '浦东企业服务部', name_en: 'Pudong Enterprise Services' }
const query = { limit: 200 }
let id: string

beforeAll(async () => {
  id = await story.recommended({ plan: called })
}, 60_000)

const titlesFor = async (user: CastUser, language: 'en' | 'zh-CN') => {
  const who = app.as(user, language)
  const { items: tasks } = await who.call(listTasks, { query })
  const { items: requests } = await who.call(listRequests, { query })
  const { items: trail } = await who.call(readTrail, { query: { ...query, subject_id: id } })
  const { items: found } = await who.call(search, { query: { text: called.name } })
  return {
    tasks: tasks.map(({ title }) => title),
    requests: requests.map(({ subject }) => subject.title),
    trail: [...new Set(trail.map(({ subject }) => subject.title))],
    found: found.map(({ title }) => title),
  }
}

test('whoever reads in English sees a matter under its English name, in the inbox, the approvals, the trail and the search', async () => {
  const all = (title: string) => ({ tasks: [title], requests: [title], trail: [title], found: [title] })
  const asked = await titlesFor('chen.hao', 'en')
  // Its first entry is of a draft nobody had named to the search yet, under the same name.
  expect(asked).toEqual(all(called.name_en))
  expect(await titlesFor('chen.hao', 'zh-CN')).toEqual(all(called.name))
  const request = { params: { id: await story.requestOf(id) } }
  const page = await app.as('chen.hao', 'en').call(readRequest, request)
  expect(page.subject.title).toBe(called.name_en)
})

test('a row of the inbox says number, kind, name and step of what is asked, in the reader’s language', async () => {
  const rowOf = async (language: 'en' | 'zh-CN') => {
    const { items } = await app.as('chen.hao', language).call(listTasks, { query })
    const { number, subject_kind, title, step } = items.find((task) => task.subject_id === id)!
    return { number, subject_kind, title, step }
  }
  const { number } = await story.page(id)
  expect(number).toMatch(/^SQ-\d{4}-\d{4}$/)
  expect(await rowOf('zh-CN')).toEqual({
    ...{ number, subject_kind: '设立申请', title: called.name, step: '大区意见' },
  })
  expect(await rowOf('en')).toEqual({
    ...{ number, subject_kind: 'Application to establish', title: called.name_en, step: 'Region' },
  })
})

test('the ledger names organisations, and a document its signer, in English as well', async () => {
  const { id: org_id, name: title } = app.org('上海分公司')
  const subject = { subject_type: 'organisation', subject_id: org_id, link: `/organisations/${org_id}` }
  await app.system((ctx) =>
    openIssue(ctx, {
      ...{ org_id, title, severity: 'minor', source: 'registration', ...subject },
      ...{
        kind: 'establishment.registration.issue_overdue',
        params: { registration: '工商登记', due_on: '2026-11-20' },
      },
    }),
  )
  const ledger = async (language: 'en' | 'zh-CN') =>
    (await app.as('zhou.ting', language).call(listIssues, { query })).items.map((one) => one.title)
  expect(await ledger('en')).toEqual(['Shanghai Branch'])
  expect(await ledger('zh-CN')).toEqual(['上海分公司'])
  await story.issued()
  const signers = async (language: 'en' | 'zh-CN') =>
    (await app.as('zhou.ting', language).call(listIssuedDocuments, { query })).items.map(
      ({ issued_by_name }) => issued_by_name,
    )
  expect(await signers('en')).toEqual(['He Chuan'])
  expect(await signers('zh-CN')).toEqual(['何川'])
})

test('what was called otherwise keeps the name it had then', async () => {
  const draft = await story.draft({ plan: { name: '旧名服务部', name_en: 'Old Services' } })
  const { version } = await story.page(draft)
  const renamed = { version, name: '新名服务部', name_en: 'New Services' }
  await app.as('li.wei').call(editApplication, { params: { id: draft }, body: renamed })
  const { items } = await app.as('li.wei', 'en').call(readTrail, { query: { ...query, subject_id: draft } })
  expect(items[0]!.subject.title).toBe('New Services')
  expect(items.at(-1)!.subject.title).toBe('旧名服务部')
})
