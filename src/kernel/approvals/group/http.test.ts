import { expect, test } from 'vitest'
import { castId } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { readFlowVocabulary } from '../flow/contract.ts'
import { createGroup, editGroup, listGroups } from './contract.ts'

const app = await startApp()
const admin = app.as('shen.jing')
const board = {
  title: '评审委员会',
  title_en: 'Review board',
  members: [castId('qian.li'), castId('sun.yi')],
}

test('the administrator forms a group, changes its members and takes it out of use; each change is on record', async () => {
  const made = await admin.call(createGroup, { body: board })
  expect(made.members.map(({ name }) => name)).toEqual(['钱立', '孙怡'])
  const changed = await admin.call(editGroup, {
    params: { id: made.id },
    body: { ...board, members: [castId('lin.lan')], archived: true, version: made.version },
  })
  expect(changed.members.map(({ name }) => name)).toEqual(['林岚'])
  const { groups } = await admin.call(readFlowVocabulary)
  expect(groups).toMatchObject([{ id: made.id, in_use: false }])
  const trail = await app.owner
    .selectFrom('kernel.trail_entry')
    .select(['action', 'diff'])
    .where('subject_id', '=', made.id)
    .orderBy('seq')
    .execute()
  expect(trail.map(({ action }) => action)).toEqual(['approvals.group.create', 'approvals.group.edit'])
  expect(trail[1]?.diff).toMatchObject({ members: [['钱立', '孙怡'], ['林岚']], archived: [false, true] })
})

test('a stale change, a name that is taken and a member nobody knows are refused in words', async () => {
  const made = await admin.call(createGroup, { body: { ...board, title: '招标小组' } })
  const params = { id: made.id }
  const edit = { ...board, title: '招标小组', archived: false, version: made.version }
  await admin.call(editGroup, { params, body: edit })
  expect((await refusalOf(admin.call(editGroup, { params, body: edit }))).status).toBe(409)
  const twice = await refusalOf(admin.call(createGroup, { body: { ...board, title: '招标小组' } }))
  expect(twice.code).toBe('approvals.errors.group_title_taken')
  const stranger = { ...board, title: '空组', members: [made.id] }
  expect((await refusalOf(admin.call(createGroup, { body: stranger }))).code).toBe(
    'approvals.errors.unknown_member',
  )
})

test('headquarters sees the groups; only the administrator changes them; a branch sees none', async () => {
  const { can } = await app.as('sun.yi').call(listGroups)
  expect(can).toEqual([])
  expect((await refusalOf(app.as('sun.yi').call(createGroup, { body: board }))).status).toBe(403)
  expect((await refusalOf(app.as('li.wei').call(listGroups))).status).toBe(403)
})
