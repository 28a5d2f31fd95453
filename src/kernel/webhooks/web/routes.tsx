import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/administration/webhooks',
    title: 'webhooks.page.title',
    permission: 'webhooks.webhook.read',
    component: lazy(() => import('./webhooks-page.tsx'), 'WebhooksPage'),
    menu: { chapter: 'administration', order: 62 },
  },
  {
    path: '/administration/webhooks/$id',
    title: 'webhooks.page.title',
    permission: 'webhooks.webhook.read',
    component: lazy(() => import('./webhook-page.tsx'), 'WebhookPage'),
  },
]
