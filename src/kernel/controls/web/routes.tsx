import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/regulation',
    title: 'regulation.page.title',
    component: lazy(() => import('./regulation-with-standing.tsx'), 'RegulationWithStanding'),
    menu: { chapter: 'regulation', order: 1 },
  },
  {
    path: '/regulation/standing/$clause',
    title: 'controls.results.title',
    permission: 'controls.standing.read',
    component: lazy(() => import('./clause-page.tsx'), 'ClausePage'),
  },
]
