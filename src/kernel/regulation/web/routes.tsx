import { lazy, type WebRoute } from '../../web/route.ts'

/** The regulation itself is a page of `controls`, which puts each clause's standing beside it. */
export const routes: WebRoute[] = [
  {
    path: '/regulation/numbers',
    title: 'regulation.numbers.title',
    permission: 'regulation.parameter.read',
    component: lazy(() => import('./numbers-page.tsx'), 'NumbersPage'),
    menu: { chapter: 'regulation', order: 2 },
    firstStep: { order: 3, text: 'tasks.workbench.first.numbers' },
  },
]
