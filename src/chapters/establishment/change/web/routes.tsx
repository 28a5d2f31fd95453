import { lazy, type WebRoute } from '../../../../kernel/web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/establishment/changes',
    title: 'establishment.changes.title',
    permission: 'establishment.change.read',
    component: lazy(() => import('./list/changes-page.tsx'), 'ChangesPage'),
    menu: { chapter: 'establishment', order: 15 },
  },
  {
    path: '/organisations/$id/change/$kind',
    title: 'establishment.change.page.title',
    permission: 'establishment.change.create',
    component: lazy(() => import('./new-change-page.tsx'), 'NewChangePage'),
  },
  {
    path: '/establishment/changes/$id',
    title: 'establishment.change.page.title',
    permission: 'establishment.change.read',
    component: lazy(() => import('./change-page.tsx'), 'ChangePage'),
  },
  {
    path: '/establishment/changes/$id/hand-over',
    title: 'establishment.hand_over.title',
    component: lazy(() => import('./hand-over/hand-over-page.tsx'), 'HandOverPage'),
  },
  {
    path: '/establishment/changes/$id/correct',
    title: 'establishment.change.page.title',
    permission: 'establishment.change.create',
    component: lazy(() => import('./correct-change-page.tsx'), 'CorrectChangePage'),
  },
  {
    path: '/establishment/changes/$id/edit',
    title: 'establishment.change.page.title',
    permission: 'establishment.change.create',
    component: lazy(() => import('./edit-change-page.tsx'), 'EditChangePage'),
  },
]
