import { registerClauseLinks } from '../../regulation/web/clause-links.ts'
import { lazy, type WebRoute } from '../../web/route.ts'

registerClauseLinks([
  {
    ...{ clause_id: '7.1.3', kind: 'work', permission: 'issues.issue.read' },
    ...{ label: 'issues.page.title', to: '/issues?state=open' },
  },
  {
    ...{ clause_id: '7.1.3', kind: 'records', permission: 'issues.issue.read' },
    ...{ label: 'issues.statistics.title', to: '/issues/statistics' },
  },
])

export const routes: WebRoute[] = [
  {
    path: '/issues',
    title: 'issues.page.title',
    permission: 'issues.issue.read',
    component: lazy(() => import('./issues-page.tsx'), 'IssuesPage'),
    menu: { chapter: 'supervision', order: 10 },
  },
  {
    path: '/issues/statistics',
    title: 'issues.statistics.title',
    permission: 'issues.issue.read',
    component: lazy(() => import('./statistics-page.tsx'), 'IssueStatisticsPage'),
    menu: { chapter: 'supervision', order: 20 },
  },
  {
    path: '/issues/new',
    title: 'issues.page.create',
    permission: 'issues.issue.open',
    component: lazy(() => import('./new-issue-page.tsx'), 'NewIssuePage'),
  },
  {
    path: '/issues/$id',
    title: 'issues.page.issue',
    permission: 'issues.issue.read',
    component: lazy(() => import('./issue-page.tsx'), 'IssuePage'),
  },
  {
    path: '/issues/$id/measures',
    title: 'issues.page.measures',
    permission: 'issues.measure.do',
    component: lazy(() => import('./measures-page.tsx'), 'MeasuresPage'),
  },
  {
    path: '/issues/$id/edit',
    title: 'issues.page.issue',
    permission: 'issues.issue.edit',
    component: lazy(() => import('./edit-issue-page.tsx'), 'EditIssuePage'),
  },
  {
    path: '/issues/$id/plan',
    title: 'issues.page.plan',
    permission: 'issues.issue.plan',
    component: lazy(() => import('./plan-page.tsx'), 'PlanPage'),
  },
]
