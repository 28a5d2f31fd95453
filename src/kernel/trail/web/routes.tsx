import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/trail',
    title: 'trail.page.title',
    permission: 'trail.chain.read',
    component: lazy(() => import('./trail-page.tsx'), 'TrailPage'),
    menu: { chapter: 'administration', order: 80 },
  },
]
