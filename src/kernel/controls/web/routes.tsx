import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/regulation',
    title: 'regulation.page.title',
    component: lazy(() => import('./regulation-with-standing.tsx'), 'RegulationWithStanding'),
    menu: { chapter: 'regulation', order: 1 },
  },
]
