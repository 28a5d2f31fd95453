import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/administration/company',
    title: 'company.page.title',
    permission: 'settings.company.read',
    component: lazy(() => import('./company-page.tsx'), 'CompanyPage'),
    menu: { chapter: 'administration', order: 10 },
  },
]
