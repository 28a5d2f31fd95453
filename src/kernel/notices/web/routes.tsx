import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/account/notices',
    title: 'notices.page.title',
    component: lazy(() => import('./notices-page.tsx'), 'NoticesPage'),
  },
]
