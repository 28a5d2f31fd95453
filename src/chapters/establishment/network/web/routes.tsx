import { lazy, type WebRoute } from '../../../../kernel/web/route.ts'

const permission = 'establishment.network.import'

export const routes: WebRoute[] = [
  {
    path: '/organisations/import',
    title: 'establishment.network_import.title',
    permission,
    component: lazy(() => import('./imports-page.tsx'), 'ImportsPage'),
    menu: { chapter: 'establishment', order: 90 },
    firstStep: { order: 1, text: 'tasks.workbench.first.network' },
  },
  {
    path: '/organisations/import/$id',
    title: 'establishment.network_import.title',
    permission,
    component: lazy(() => import('./import-page.tsx'), 'ImportPage'),
  },
  {
    path: '/organisations/import/$id/rows',
    title: 'establishment.network_import.result_title',
    permission,
    component: lazy(() => import('./rows-page.tsx'), 'RowsPage'),
  },
]
