import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/jobs',
    title: 'jobs.page.title',
    component: lazy(() => import('./jobs-page.tsx'), 'JobsPage'),
  },
]
