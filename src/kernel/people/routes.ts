import { handle, handleFile, type Route } from '../http/mount.ts'
import { defineSchedule } from '../jobs/define.ts'
import { exportList } from '../sheet/serve.ts'
import { beginAssignment } from './begin.ts'
import { listCandidates } from './candidates.ts'
import * as contract from './contract.ts'
import { createPerson } from './create.ts'
import { endAssignment } from './end.ts'
import { followDays } from './follow-assignments.ts'
import { listPeople } from './list.ts'
import { readPersonPage } from './page.ts'
import { readEmployeeRecord } from './record.ts'
import { peopleSheet } from './sheet.ts'

export const routes: Route[] = [
  handle(contract.listPeople, (ctx, { query }) => listPeople(ctx, query)),
  handleFile(contract.exportPeople, (ctx, { query }) => exportList(ctx, peopleSheet, query)),
  handle(contract.listCandidates, async (ctx, { query }) => ({ items: await listCandidates(ctx, query) })),
  handle(contract.readPerson, (ctx, { params }) => readPersonPage(ctx, params.id)),
  handle(contract.readEmployeeRecord, (ctx, { params }) => readEmployeeRecord(ctx, params.id)),
  handle(contract.createPerson, (ctx, { body }) => createPerson(ctx, body)),
  handle(contract.beginAssignment, (ctx, { params, body }) =>
    beginAssignment(ctx, { person_id: params.id, ...body }),
  ),
  handle(contract.endAssignment, async (ctx, { params, body }) => {
    await endAssignment(ctx, { person_id: params.id, id: params.assignment_id, ...body })
    return undefined
  }),
]

defineSchedule({
  name: 'people.follow_days',
  every: 'minute',
  work: async (kernel) => void (await followDays(kernel, 'lately')),
})
defineSchedule({
  name: 'people.follow_all_days',
  every: 'day',
  at_start: true,
  work: async (kernel) => void (await followDays(kernel, 'ever')),
})
