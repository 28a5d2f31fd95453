import { beforeEach, expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { holdersAt } from '../access/holders.ts'
import { grantRole } from '../administration/assignment/contract.ts'
import { search } from '../search/contract.ts'
import { appointHead } from './appoint-head.ts'
import { beginAssignment, createPerson, endAssignment, readPerson } from './contract.ts'
import { correctHead } from './correct-head.ts'
import { followDays } from './follow-assignments.ts'

const app = await startApp()
const xuWen = app.as('xu.wen')
const [shanghai, guangzhou] = [app.org('上海分公司').id, app.org('广州分公司').id]
beforeEach(() => app.clock.set('2026-11-23T02:00:00.000Z'))

const hire = (name: string, starts_on = '2026-11-02') =>
  xuWen.call(createPerson, { body: { org_id: shanghai, name, post: '客户顾问', starts_on } })
const read = (id: string) => xuWen.call(readPerson, { params: { id } })
async function end(id: string, ends_on: string, org_id = shanghai, by = xuWen) {
  const { id: assignment_id, version } = (await read(id)).assignments.find(
    (one) => one.organisation.id === org_id,
  )!
  return by.call(endAssignment, { params: { id, assignment_id }, body: { version, ends_on } })
}
const employed = (id: string, org_id: string, starts_on: string) =>
  xuWen.call(beginAssignment, {
    params: { id },
    body: { org_id, kind: 'employment', post: '客户顾问', starts_on },
  })
const granted = (person_id: string) =>
  app.as('shen.jing').call(grantRole, {
    body: {
      ...{ person_id, role_key: 'staff', organisation_id: shanghai },
      ...{ with_subtree: false, starts_on: '2026-12-01' },
    },
  })

test('whoever’s last assignment has ended has left: no role, no headship, and back with the next employment', async () => {
  const { id } = await hire('离任甲')
  await end(id, '2026-11-23')
  expect((await read(id)).active).toBe(false)
  expect((await refusalOf(granted(id))).code).toBe('administration.errors.person_left')
  const headed = app.system((ctx) =>
    appointHead(ctx, { org_id: guangzhou, person_id: id, starts_on: '2026-12-01' }),
  )
  await expect(headed).rejects.toMatchObject({ code: 'people.errors.not_active' })
  await employed(id, guangzhou, '2026-12-01')
  expect(await read(id)).toMatchObject({ active: true, home: { id: shanghai } })
})

test('whoever leaves on a later day is there until midnight where the organisation is, and nobody’s holder after', async () => {
  const { id } = await hire('离任乙')
  await granted(id)
  await app.owner
    .insertInto('kernel.account')
    .values({
      ...{ id: crypto.randomUUID(), name: '离任乙', email: 'lirenyi@hengyuan.example', email_verified: true },
      ...{ person_id: id, created_at: app.clock.now, updated_at: app.clock.now },
    })
    .execute()
  await end(id, '2027-01-01')
  const stands = async (moment: string) => {
    app.clock.set(moment)
    await followDays(app.kernel, 'lately')
    const asked = { org_id: shanghai, permission: 'org.organisation.read' }
    const held = await app.system((ctx) => holdersAt(ctx, asked))
    return [(await read(id)).active, held.includes(id)]
  }
  expect(await stands('2026-12-31T15:59:59.000Z')).toEqual([true, true])
  expect(await stands('2026-12-31T16:00:00.000Z')).toEqual([false, false])
})

test('an employment entered ahead is the home from its first day on, for the search as well', async () => {
  const { id } = await hire('调动丙')
  await end(id, '2026-12-01')
  await employed(id, guangzhou, '2026-12-01')
  const found = async (user: 'li.wei' | 'zheng.kai') =>
    (await app.as(user).call(search, { query: { text: '调动丙' } })).items.length
  expect(await read(id)).toMatchObject({ active: true, home: { id: shanghai } })
  expect([await found('li.wei'), await found('zheng.kai')]).toEqual([1, 0])
  app.clock.set('2026-11-30T16:00:00.000Z')
  expect(await followDays(app.kernel, 'lately')).toBeGreaterThan(0)
  expect(await followDays(app.kernel, 'lately')).toBe(0)
  expect(await read(id)).toMatchObject({ active: true, home: { id: guangzhou } })
  expect([await found('li.wei'), await found('zheng.kai')]).toEqual([0, 1])
})

test('days that went by while nothing ran are made up for', async () => {
  const { id } = await hire('离任丁')
  await end(id, '2026-12-01')
  app.clock.set('2027-02-01T02:00:00.000Z')
  expect(await followDays(app.kernel, 'lately')).toBe(0)
  expect(await followDays(app.kernel, 'ever')).toBeGreaterThan(0)
  expect((await read(id)).active).toBe(false)
})

test('one employed beyond the reach of who ends a secondment has not left', async () => {
  const { id } = await hire('借调戊')
  await xuWen.call(beginAssignment, {
    params: { id },
    body: { org_id: guangzhou, kind: 'secondment', post: '支援', starts_on: '2026-11-10' },
  })
  await app.as('shen.jing').call(grantRole, {
    body: {
      ...{ person_id: app.person('he.chuan').id, role_key: 'hq_hr', organisation_id: app.org('华南区').id },
      ...{ with_subtree: true, starts_on: '2026-11-23' },
    },
  })
  await end(id, '2026-11-20', guangzhou, app.as('he.chuan'))
  expect(await read(id)).toMatchObject({ active: true, home: { id: shanghai } })
})

test('an assignment that never began is withdrawn by ending it on its first day; it stands in nobody’s way', async () => {
  const { id } = await hire('撤回己', '2026-12-15')
  await end(id, '2026-12-15')
  const { active, assignments } = await read(id)
  expect([active, assignments.map(({ holds }) => holds)]).toEqual([false, ['past']])
  await employed(id, guangzhou, '2026-12-01')
  expect(await read(id)).toMatchObject({ active: true })
  const begun = await hire('撤回庚')
  expect((await refusalOf(end(begun.id, '2026-11-02'))).fields).toMatchObject([{ path: 'ends_on' }])
})

test('whose headship was another’s all along has left, and the other is there', async () => {
  const [wrong, right] = [await hire('误任辛'), await hire('实任壬')]
  await app.system((ctx) =>
    appointHead(ctx, { org_id: guangzhou, person_id: wrong.id, starts_on: '2026-11-10' }),
  )
  await end(wrong.id, '2026-11-20')
  const active = async () => [(await read(wrong.id)).active, (await read(right.id)).active]
  expect(await active()).toEqual([true, true])
  await app.system((ctx) =>
    correctHead(ctx, {
      ...{ org_id: guangzhou, was_on: '2026-11-10', on: '2026-11-10', until: null },
      ...{ was: wrong.id, is: right.id, note: '任命书姓名有误' },
    }),
  )
  expect(await active()).toEqual([false, true])
})
