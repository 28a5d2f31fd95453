import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/administration/forms',
    title: 'forms.page.title',
    permission: 'forms.form.edit',
    component: lazy(() => import('./forms-page.tsx'), 'FormsPage'),
    menu: { chapter: 'administration', order: 50 },
  },
  {
    path: '/administration/forms/$id',
    title: 'forms.page.one',
    permission: 'forms.form.read',
    component: lazy(() => import('./form-page.tsx'), 'FormRecordPage'),
  },
]
