import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/people',
    title: 'people.people.title',
    permission: 'people.person.read',
    component: lazy(() => import('./people-page.tsx'), 'PeoplePage'),
    menu: { chapter: 'personnel', order: 10 },
  },
  {
    path: '/people/new',
    title: 'people.people.enter',
    permission: 'people.person.create',
    component: lazy(() => import('./enter-person-page.tsx'), 'EnterPersonPage'),
    firstStep: { order: 2, text: 'tasks.workbench.first.people' },
  },
  {
    path: '/people/$id',
    title: 'people.people.title',
    permission: 'people.person.read',
    component: lazy(() => import('./person-page.tsx'), 'PersonPage'),
  },
]
