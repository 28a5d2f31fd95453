import { handle, type Route } from '../http/mount.ts'
import { defineSchedule } from '../jobs/define.ts'
import * as contract from './contract.ts'
import { fetchAgain, forgetArrivals, listArrivals, readMailbox, settleArrival } from './in/arrivals.ts'
import * as incoming from './in/contract.ts'
import { fetchMail } from './in/fetch.ts'
import { listMail, sendAgain } from './outbox.ts'
import { remindTasks } from './remind-tasks.ts'
import { sendWaiting } from './send.ts'
import { tellNewTasks } from './tell-tasks.ts'
import { writeDigests } from './write-digests.ts'

defineSchedule({
  name: 'mail.send',
  every: 'minute',
  work: async (kernel) => void (await sendWaiting(kernel)),
})
defineSchedule({
  name: 'mail.tell',
  every: 'minute',
  work: async (kernel) => void (await tellNewTasks(kernel)),
})
defineSchedule({
  name: 'mail.digest',
  every: 'minute',
  work: async (kernel) => void (await writeDigests(kernel)),
})
defineSchedule({
  name: 'mail.fetch',
  every: 'minute',
  work: async (kernel) => void (await fetchMail(kernel)),
})
defineSchedule({ name: 'mail.forget_arrivals', every: 'day', work: forgetArrivals })
defineSchedule({
  name: 'mail.remind',
  every: 'hour',
  work: async (kernel) => void (await remindTasks(kernel)),
})

export const routes: Route[] = [
  handle(contract.listMail, (ctx, { query }) => listMail(ctx, query)),
  handle(contract.sendMailAgain, (ctx, { params, body }) => sendAgain(ctx, { ...params, ...body })),
  handle(incoming.listArrivals, (ctx, { query }) => listArrivals(ctx, query)),
  handle(incoming.readMailbox, (ctx) => readMailbox(ctx)),
  handle(incoming.fetchAgain, (ctx, { params, body }) => fetchAgain(ctx, { ...params, ...body })),
  handle(incoming.settleArrival, (ctx, { params, body }) => settleArrival(ctx, { ...params, ...body })),
]
