import { lazy, type WebRoute } from '../../../kernel/web/route.ts'
import { registerLinks } from './clause-links.ts'

registerLinks()

export const routes: WebRoute[] = [
  {
    path: '/establishment/applications',
    title: 'establishment.applications.title',
    permission: 'establishment.application.read',
    component: lazy(() => import('./list/applications-page.tsx'), 'ApplicationsPage'),
    menu: { chapter: 'establishment', order: 10 },
  },
  {
    path: '/establishment/applications/new',
    title: 'establishment.form.new_title',
    permission: 'establishment.application.create',
    component: lazy(() => import('./form/new-application-page.tsx'), 'NewApplicationPage'),
  },
  {
    path: '/establishment/applications/$id/edit',
    title: 'establishment.form.title',
    permission: 'establishment.application.edit',
    component: lazy(() => import('./form/edit-application-page.tsx'), 'EditApplicationPage'),
  },
  {
    path: '/establishment/applications/$id/amend',
    title: 'establishment.form.amend',
    permission: 'establishment.application.edit',
    component: lazy(() => import('./form/amend-application-page.tsx'), 'AmendApplicationPage'),
  },
  {
    path: '/establishment/applications/$id',
    title: 'establishment.record.title',
    permission: 'establishment.application.read',
    component: lazy(() => import('./record/application-page.tsx'), 'ApplicationPage'),
  },
  {
    path: '/establishment/applications/$id/visits/$visit_id',
    title: 'establishment.visit_page.title',
    permission: 'establishment.application.read',
    component: lazy(() => import('./visit/visit-page.tsx'), 'VisitPage'),
  },
  {
    path: '/establishment/applications/$id/print',
    title: 'establishment.print.title',
    permission: 'establishment.application.read',
    component: lazy(() => import('./print/print-page.tsx'), 'PrintPage'),
  },
  {
    path: '/establishment/registrations',
    title: 'establishment.registrations.title',
    permission: 'establishment.application.read',
    component: lazy(() => import('./registration/registrations-page.tsx'), 'RegistrationsPage'),
    menu: { chapter: 'establishment', order: 15 },
  },
  {
    path: '/establishment/requirements',
    title: 'establishment.requirements.title',
    permission: 'establishment.application.read',
    component: lazy(() => import('./requirements-page.tsx'), 'RequirementsPage'),
    menu: { chapter: 'establishment', order: 20 },
  },
]
