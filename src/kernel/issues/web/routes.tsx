import { lazy, type WebRoute } from '../../web/route.ts'

export const routes: WebRoute[] = [
  {
    path: '/issues',
    title: 'issues.page.title',
    permission: 'issues.issue.read',
    component: lazy(() => import('./issues-page.tsx'), 'IssuesPage'),
    menu: { chapter: 'supervision', order: 10 },
  },
]
