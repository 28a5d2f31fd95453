import { registerPages } from '../../../../kernel/register/web/pages.tsx'
import { lazy, type WebRoute } from '../../../../kernel/web/route.ts'
import { licences } from '../licences.ts'

const expiring = lazy(() => import('./expiring-page.tsx'), 'ExpiringPage')
const required = lazy(() => import('./required-page.tsx'), 'RequiredPage')
const record = lazy(() => import('./licence-page.tsx'), 'LicencePage')
const renewing = lazy(() => import('./renew-page.tsx'), 'RenewPage')

export const routes: WebRoute[] = [
  ...registerPages(licences, { chapter: 'establishment', order: 60 }).map((page) =>
    page.path === `/${licences.path}/$id` ? { ...page, component: record } : page,
  ),
  {
    path: '/establishment/licences/expiring',
    title: 'establishment.licence_expiry.title',
    permission: 'establishment.licence.read',
    component: expiring,
    menu: { chapter: 'establishment', order: 61 },
  },
  {
    path: '/establishment/licences/required',
    title: 'establishment.licences_required.title',
    permission: 'establishment.licence.read',
    component: required,
    menu: { chapter: 'establishment', order: 62 },
  },
  {
    path: '/establishment/licences/$id/renew',
    title: 'establishment.licence_expiry.renew',
    permission: 'establishment.licence.edit',
    component: renewing,
  },
]
