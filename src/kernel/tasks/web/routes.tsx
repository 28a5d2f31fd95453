import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/',
    title: 'tasks.workbench.title',
    component: lazy(() => import('./workbench-page.tsx'), 'WorkbenchPage'),
    menu: { chapter: 'workbench', order: 1 },
    first: true,
  },
  {
    path: '/inbox',
    title: 'tasks.inbox.title',
    component: lazy(() => import('./inbox-page.tsx'), 'InboxPage'),
  },
]
