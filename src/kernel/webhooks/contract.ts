import { z } from 'zod'
import { eventTypes } from '../events/contract.ts'
import { byId, endpoint, pageOf, paging, seen } from '../http/contract.ts'
import { namedOrganisation } from '../org/contract.ts'

export const webhookStates = ['active', 'paused', 'disabled'] as const
export type WebhookState = (typeof webhookStates)[number]
export const deliveryStates = ['waiting', 'delivered', 'failed'] as const
export type DeliveryState = (typeof deliveryStates)[number]
export const faults = [
  'inner_address',
  'unknown_name',
  'insecure',
  'timed_out',
  'unreachable',
  'redirect',
  'said_no',
] as const

/** Days for which messages and what became of them are kept. */
export const keptDays = 30

/** The event of the button that tries an address; nobody listens to it. */
export const testEvent = 'webhook.test'
const deliveredEvent = z.enum([...eventTypes, testEvent])

const name = z.string().trim().min(1).max(60)
const url = z
  .string()
  .trim()
  .max(1000)
  .refine((given) => URL.canParse(given) && /^https?:$/.test(new URL(given).protocol), {
    error: 'webhooks.errors.no_address',
  })
  .refine((given) => !URL.canParse(given) || (!new URL(given).username && !new URL(given).password), {
    error: 'webhooks.errors.password_in_address',
  })
const events = z.array(z.enum(eventTypes)).min(1).max(eventTypes.length)

export const webhookFields = z.object({ name, url, events })
export const newWebhook = webhookFields.extend({ org_id: z.uuid() })

export const webhook = z.object({
  id: z.uuid(),
  organisation: namedOrganisation,
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(eventTypes)),
  state: z.enum(webhookStates),
  /** Why the system disabled it. */
  disabled_why: z.enum(faults).nullable(),
  failing_since: z.string().nullable(),
  /** Until when messages carry the signature of the secret before as well. */
  old_secret_until: z.string().nullable(),
  waiting: z.int(),
  last_delivered_at: z.string().nullable(),
  created_at: z.string(),
  version: z.int(),
  can: z.array(z.enum(['update', 'pause', 'resume', 'rotate', 'test', 'replay', 'remove'])),
})
export type Webhook = z.infer<typeof webhook>

export const delivery = z.object({
  /** The message's own id, in its header `webhook-id`. */
  id: z.uuid(),
  event: deliveredEvent,
  at: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  next_at: z.string().nullable(),
  delivered_at: z.string().nullable(),
  /** What came of the last try. */
  status: z.int().nullable(),
  fault: z.enum(faults).nullable(),
})
export type Delivery = z.infer<typeof delivery>

export const deliveryPage = delivery.extend({
  /** What is sent, byte for byte. */
  body: z.string(),
  tries: z.array(
    z.object({
      id: z.uuid(),
      at: z.string(),
      ms: z.int(),
      status: z.int().nullable(),
      fault: z.enum(faults).nullable(),
      reply: z.string().nullable(),
    }),
  ),
})
export type DeliveryPage = z.infer<typeof deliveryPage>

const several = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).max(5)]).optional()
const ofDelivery = z.object({ id: z.uuid(), delivery_id: z.uuid() })

export const listWebhooks = endpoint({
  name: 'webhooks.webhook.list',
  method: 'GET',
  path: '/api/webhooks',
  guard: 'webhooks.webhook.read',
  summary: 'Lists the addresses outside that are told what happens, within reach.',
  query: paging.extend({
    q: z.string().trim().max(100).optional(),
    state: several(z.enum(webhookStates)),
  }),
  returns: pageOf(webhook),
})
export const readWebhook = endpoint({
  name: 'webhooks.webhook.read',
  method: 'GET',
  path: '/api/webhooks/:id',
  guard: 'webhooks.webhook.read',
  summary: 'Shows a webhook: where it leads, what it is told and how it fares.',
  params: byId,
  returns: webhook,
})
export const createWebhook = endpoint({
  name: 'webhooks.webhook.create',
  method: 'POST',
  path: '/api/webhooks',
  guard: 'webhooks.webhook.create',
  summary:
    'Registers an address for what happens at an organisation and below it. Its secret is answered this once.',
  body: newWebhook,
  returns: z.object({ id: z.uuid(), secret: z.string() }),
})
export const updateWebhook = endpoint({
  name: 'webhooks.webhook.update',
  method: 'PUT',
  path: '/api/webhooks/:id',
  guard: 'webhooks.webhook.update',
  summary: 'Changes name, address and events of a webhook.',
  params: byId,
  body: webhookFields.extend(seen.shape),
  returns: webhook,
})
export const pauseWebhook = endpoint({
  name: 'webhooks.webhook.pause',
  method: 'POST',
  path: '/api/webhooks/:id/pause',
  guard: 'webhooks.webhook.update',
  summary: 'Sends nothing for the time being; what happens is kept for later.',
  params: byId,
  body: seen,
  returns: webhook,
})
export const resumeWebhook = endpoint({
  name: 'webhooks.webhook.resume',
  method: 'POST',
  path: '/api/webhooks/:id/resume',
  guard: 'webhooks.webhook.update',
  summary: 'Sends again, beginning with what was kept while it was paused or disabled.',
  params: byId,
  body: seen,
  returns: webhook,
})
export const rotateSecret = endpoint({
  name: 'webhooks.webhook.rotate',
  method: 'POST',
  path: '/api/webhooks/:id/rotate',
  guard: 'webhooks.webhook.rotate',
  summary:
    'Makes a new secret, answered this once; messages carry the old signature as well for so many hours.',
  params: byId,
  body: seen.extend({ overlap_hours: z.int().min(0).max(168) }),
  returns: z.object({ secret: z.string() }),
})
export const removeWebhook = endpoint({
  name: 'webhooks.webhook.remove',
  method: 'POST',
  path: '/api/webhooks/:id/remove',
  guard: 'webhooks.webhook.remove',
  summary: 'Removes a webhook with its log.',
  params: byId,
  body: seen,
})
export const testWebhook = endpoint({
  name: 'webhooks.webhook.test',
  method: 'POST',
  path: '/api/webhooks/:id/test',
  guard: 'webhooks.webhook.test',
  summary: 'Sends a message that says nothing but that this is a test, and waits for the answer.',
  params: byId,
  returns: z.object({ id: z.uuid() }),
})
export const listDeliveries = endpoint({
  name: 'webhooks.delivery.list',
  method: 'GET',
  path: '/api/webhooks/:id/deliveries',
  guard: 'webhooks.webhook.read',
  summary: `Lists what a webhook was told in the last ${keptDays} days, the latest first.`,
  params: byId,
  query: paging.extend({ state: several(z.enum(deliveryStates)), event: several(deliveredEvent) }),
  returns: pageOf(delivery),
})
export const readDelivery = endpoint({
  name: 'webhooks.delivery.read',
  method: 'GET',
  path: '/api/webhooks/:id/deliveries/:delivery_id',
  guard: 'webhooks.webhook.read',
  summary: 'Shows a message, every try of it and what the receiver said.',
  params: ofDelivery,
  returns: deliveryPage,
})
export const replayDelivery = endpoint({
  name: 'webhooks.delivery.replay',
  method: 'POST',
  path: '/api/webhooks/:id/deliveries/:delivery_id/replay',
  guard: 'webhooks.webhook.replay',
  summary: 'Sends a message again under the same id, and waits for the answer.',
  params: ofDelivery,
  returns: delivery,
})
export const replayRange = endpoint({
  name: 'webhooks.delivery.replay_range',
  method: 'POST',
  path: '/api/webhooks/:id/replay',
  guard: 'webhooks.webhook.replay',
  summary:
    'Sends again, under their own ids, the messages made in a span of time: all of them or those that failed.',
  params: byId,
  body: z.object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    which: z.enum(['failed', 'all']),
  }),
  returns: z.object({ count: z.int() }),
})
