import type { PermissionTable } from '../access/roles.ts'

/** What leaves the company is for administrators to decide; the auditor reads along. */
export const permissions: PermissionTable = {
  'webhooks.webhook.read': ['admin', 'auditor'],
  'webhooks.webhook.create': ['admin'],
  'webhooks.webhook.update': ['admin'],
  'webhooks.webhook.rotate': ['admin'],
  'webhooks.webhook.remove': ['admin'],
  'webhooks.webhook.test': ['admin'],
  'webhooks.webhook.replay': ['admin'],
}
