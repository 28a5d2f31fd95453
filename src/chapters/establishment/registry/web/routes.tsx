import { lazy, type WebRoute } from '../../../../kernel/web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/organisations',
    title: 'establishment.registry.title',
    permission: 'org.organisation.read',
    component: lazy(() => import('./organisations-page.tsx'), 'OrganisationsPage'),
    menu: { chapter: 'establishment', order: 30 },
  },
  {
    path: '/organisations/tree',
    title: 'establishment.registry.tree_title',
    permission: 'org.organisation.read',
    component: lazy(() => import('./tree-page.tsx'), 'TreePage'),
  },
  {
    path: '/organisations/map',
    title: 'establishment.map.title',
    permission: 'establishment.premises.read',
    component: lazy(() => import('../../map/web/map-page.tsx'), 'MapPage'),
  },
  {
    path: '/organisations/$id',
    title: 'establishment.registry.title',
    permission: 'org.organisation.read',
    component: lazy(() => import('./organisation-page.tsx'), 'OrganisationPage'),
  },
]
