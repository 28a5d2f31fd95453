import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/administration/calendars',
    title: 'calendar.page.title',
    permission: 'calendar.calendar.edit',
    component: lazy(() => import('./calendars-page.tsx'), 'CalendarsPage'),
    menu: { chapter: 'administration', order: 40 },
  },
  {
    path: '/administration/calendars/$id',
    title: 'calendar.page.one',
    permission: 'calendar.calendar.read',
    component: lazy(() => import('./calendar-page.tsx'), 'CalendarRecordPage'),
  },
]
