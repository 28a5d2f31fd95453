import { expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { grantRole } from '../administration/assignment/contract.ts'
import { readPeople } from '../approvals/request/people.ts'
import { createOrganisation } from '../org/create.ts'
import { listCandidates } from '../people/contract.ts'
import { readSession } from './contract.ts'
import { holdersAt } from './holders.ts'
import { listBarred } from './segregation.ts'

const app = await startApp()

test('whoever asks, a role at a branch in Tokyo begins at midnight at headquarters, and no hour before', async () => {
  app.clock.set('2026-11-23T02:00:00.000Z')
  const { id: org_id } = await app.system((ctx) =>
    createOrganisation(ctx, {
      ...{ kind: 'branch', name: '东京分公司', parent_id: app.org('华东区').id, life: 'active' },
      time_zone: 'Asia/Tokyo',
    }),
  )
  const given = (user: 'wang.lei' | 'wu.min', role_key: string) =>
    app.as('shen.jing').call(grantRole, {
      body: {
        ...{ person_id: app.person(user).id, role_key, organisation_id: org_id },
        ...{ with_subtree: false, starts_on: '2027-01-01', ends_on: null },
      },
    })
  await given('wang.lei', 'head')
  await given('wu.min', 'auditor')
  const [id, auditor] = [app.person('wang.lei').id, app.person('wu.min').id]
  const seen = async (moment: string) => {
    app.clock.set(moment)
    const permission = 'approvals.request.decide'
    const query = { org_id, permission }
    return {
      acts: (await app.as('wang.lei').call(readSession)).roles.some((one) => one.organisation_id === org_id),
      holder: await app.system(async (ctx) => (await holdersAt(ctx, query)).includes(id)),
      candidate: (await app.as('zhou.ting').call(listCandidates, { query })).items.some(
        (one) => one.id === id,
      ),
      approver: await app.system(async (ctx) => (await readPeople(ctx, { org_id })).mayDecide(id)),
      barred: await app.system(async (ctx) =>
        (await listBarred(ctx, { act: permission, subject: { org_id } })).has(auditor),
      ),
    }
  }
  const all = (answer: boolean) => ({
    ...{ acts: answer, holder: answer, candidate: answer, approver: answer, barred: answer },
  })
  expect(await seen('2026-12-31T15:30:00.000Z')).toEqual(all(false))
  expect(await seen('2026-12-31T16:00:00.000Z')).toEqual(all(true))
})
