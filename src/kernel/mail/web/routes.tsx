import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/administration/mail',
    title: 'mail.page.title',
    permission: 'mail.mail.read',
    component: lazy(() => import('./mail-page.tsx'), 'MailPage'),
    menu: { chapter: 'administration', order: 60 },
  },
  {
    path: '/mail/arrivals',
    title: 'mail.arrivals_page.title',
    permission: 'mail.arrival.read',
    component: lazy(() => import('./arrivals-page.tsx'), 'ArrivalsPage'),
    menu: { chapter: 'quality', order: 48 },
  },
]
