import { lazy, type WebRoute } from '../../../kernel/web/route.ts'
import { registerLinks } from './clause-links.ts'

registerLinks()

export const routes: WebRoute[] = [
  {
    path: '/complaints',
    title: 'complaints.list.title',
    permission: 'complaints.complaint.read',
    component: lazy(() => import('./list/complaints-page.tsx'), 'ComplaintsPage'),
    menu: { chapter: 'quality', order: 40 },
  },
  {
    path: '/complaints/new',
    title: 'complaints.list.create',
    permission: 'complaints.complaint.create',
    component: lazy(() => import('./form/new-complaint-page.tsx'), 'NewComplaintPage'),
  },
  {
    path: '/complaints/import',
    title: 'complaints.import_page.title',
    permission: 'complaints.complaint.import',
    component: lazy(() => import('./intake/imports-page.tsx'), 'ImportsPage'),
    menu: { chapter: 'quality', order: 56 },
  },
  {
    path: '/complaints/import/$id',
    title: 'complaints.import_page.title',
    permission: 'complaints.complaint.import',
    component: lazy(() => import('./intake/import-page.tsx'), 'ImportPage'),
  },
  {
    path: '/complaints/import/$id/rows',
    title: 'complaints.import_page.result_title',
    permission: 'complaints.complaint.import',
    component: lazy(() => import('./intake/rows-page.tsx'), 'RowsPage'),
  },
  {
    path: '/complaints/analysis',
    title: 'complaints.analysis.title',
    permission: 'complaints.complaint.read',
    component: lazy(() => import('./analysis/analysis-page.tsx'), 'AnalysisPage'),
    menu: { chapter: 'quality', order: 45 },
  },
  {
    path: '/complaints/door',
    title: 'complaints.door_page.title',
    permission: 'complaints.complaint.create',
    component: lazy(() => import('./door/door-page.tsx'), 'DoorPage'),
    menu: { chapter: 'quality', order: 50 },
  },
  {
    path: '/complaints/terms',
    title: 'complaints.terms.title',
    permission: 'complaints.term.read',
    component: lazy(() => import('./terms/terms-page.tsx'), 'TermsPage'),
    menu: { chapter: 'quality', order: 52 },
  },
  {
    path: '/complaints/terms/$sort/$key',
    title: 'complaints.terms.title',
    permission: 'complaints.term.read',
    component: lazy(() => import('./terms/term-page.tsx'), 'TermPage'),
  },
  {
    path: '/complaints/templates',
    title: 'complaints.template.title',
    permission: 'complaints.template.read',
    component: lazy(() => import('./templates/templates-page.tsx'), 'TemplatesPage'),
    menu: { chapter: 'quality', order: 53 },
  },
  {
    path: '/complaints/templates/$id',
    title: 'complaints.template.title',
    permission: 'complaints.template.read',
    component: lazy(() => import('./templates/template-page.tsx'), 'TemplatePage'),
  },
  {
    path: '/complaints/limits',
    title: 'complaints.limits_page.title',
    permission: 'complaints.limits.read',
    component: lazy(() => import('./limits/limits-page.tsx'), 'LimitsPage'),
    menu: { chapter: 'quality', order: 54 },
  },
  {
    path: '/complaints/$id',
    title: 'complaints.page.title',
    permission: 'complaints.complaint.read',
    component: lazy(() => import('./record/complaint-page.tsx'), 'ComplaintPage'),
  },
]
