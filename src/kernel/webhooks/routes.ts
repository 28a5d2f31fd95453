import { handle, type Route } from '../http/mount.ts'
import { asSystem } from '../http/open-context.ts'
import { defineSchedule } from '../jobs/define.ts'
import * as contract from './contract.ts'
import { deliverDue } from './deliver.ts'
import { getDelivery, getWebhook, listDeliveries, listWebhooks } from './read.ts'
import { forgetDeliveries, replayDelivery, replayRange, testWebhook } from './replay.ts'
import {
  createWebhook,
  pauseWebhook,
  removeWebhook,
  resumeWebhook,
  rotateSecret,
  updateWebhook,
} from './write.ts'

defineSchedule({
  name: 'webhooks.deliver',
  every: 'minute',
  work: async (kernel) => void (await deliverDue(kernel)),
})
defineSchedule({
  name: 'webhooks.forget',
  every: 'day',
  work: (kernel) => asSystem(kernel, forgetDeliveries, { untrailed: 'the log of deliveries is bounded' }),
})

export const routes: Route[] = [
  handle(contract.listWebhooks, (ctx, { query }) => listWebhooks(ctx, query)),
  handle(contract.readWebhook, (ctx, { params }) => getWebhook(ctx, params.id)),
  handle(contract.createWebhook, (ctx, { body }) => createWebhook(ctx, body), { shownOnce: true }),
  handle(contract.updateWebhook, async (ctx, { params, body }) => {
    await updateWebhook(ctx, { ...params, ...body })
    return getWebhook(ctx, params.id)
  }),
  handle(contract.pauseWebhook, async (ctx, { params, body }) => {
    await pauseWebhook(ctx, { ...params, ...body })
    return getWebhook(ctx, params.id)
  }),
  handle(contract.resumeWebhook, async (ctx, { params, body }) => {
    await resumeWebhook(ctx, { ...params, ...body })
    return getWebhook(ctx, params.id)
  }),
  handle(contract.rotateSecret, (ctx, { params, body }) => rotateSecret(ctx, { ...params, ...body }), {
    shownOnce: true,
  }),
  handle(contract.removeWebhook, async (ctx, { params, body }) => {
    await removeWebhook(ctx, { ...params, ...body })
    return undefined
  }),
  handle(contract.testWebhook, (ctx, { params }) => testWebhook(ctx, params)),
  handle(contract.listDeliveries, (ctx, { params, query }) => listDeliveries(ctx, { ...params, ...query })),
  handle(contract.readDelivery, (ctx, { params }) => getDelivery(ctx, params)),
  handle(contract.replayDelivery, async (ctx, { params }) => {
    await replayDelivery(ctx, params)
    return getDelivery(ctx, params)
  }),
  handle(contract.replayRange, (ctx, { params, body }) => replayRange(ctx, { ...params, ...body })),
]
