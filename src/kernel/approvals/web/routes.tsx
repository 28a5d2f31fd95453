import { offerForMany } from '../../tasks/web/many.ts'
import { lazy, type WebRoute } from '../../web/route.ts'

const decides = { kind: 'approvals.inbox.asked', permission: 'approvals.request.decide' }
const dialogs = () => import('./bulk-tasks-dialog.tsx')
offerForMany({
  ...{ ...decides, key: 'approve', word: 'approvals.bulk.act.approve', one: 'approvals.operations.approve' },
  Dialog: lazy(dialogs, 'BulkApproveTasks'),
})
offerForMany({
  ...{ ...decides, key: 'return', word: 'approvals.bulk.act.return' },
  Dialog: lazy(dialogs, 'BulkReturnTasks'),
})
offerForMany({
  ...{ ...decides, key: 'reject', word: 'approvals.bulk.act.reject', danger: true },
  Dialog: lazy(dialogs, 'BulkRejectTasks'),
})

export const routes: WebRoute[] = [
  {
    path: '/approvals',
    title: 'approvals.list.title',
    permission: 'approvals.request.read',
    component: lazy(() => import('./requests-page.tsx'), 'RequestsPage'),
    menu: { chapter: 'workbench', order: 20 },
  },
  {
    path: '/approvals/proxies',
    title: 'approvals.proxy.title',
    permission: 'approvals.request.read',
    component: lazy(() => import('./proxy/proxies-page.tsx'), 'ProxiesPage'),
    menu: { chapter: 'workbench', order: 24 },
  },
  {
    path: '/approvals/statistics',
    title: 'approvals.statistics.title',
    permission: 'approvals.statistics.read',
    component: lazy(() => import('./statistics/statistics-page.tsx'), 'StatisticsPage'),
    menu: { chapter: 'workbench', order: 26 },
  },
  {
    path: '/approvals/$id',
    title: 'approvals.request.title',
    permission: 'approvals.request.read',
    component: lazy(() => import('./request-page.tsx'), 'RequestRecordPage'),
  },
  {
    path: '/approvals/$id/print',
    title: 'approvals.request.print_title',
    permission: 'approvals.request.read',
    component: lazy(() => import('./request-print-page.tsx'), 'RequestPrintPage'),
  },
  {
    path: '/administration/flows',
    title: 'approvals.flow.title',
    permission: 'approvals.flow.read',
    component: lazy(() => import('./flow/flows-page.tsx'), 'FlowsPage'),
    menu: { chapter: 'administration', order: 30 },
  },
  {
    path: '/administration/flows/$id',
    title: 'approvals.flow.title',
    permission: 'approvals.flow.read',
    component: lazy(() => import('./flow/flow-page.tsx'), 'FlowRecordPage'),
  },
  {
    path: '/administration/flows/$id/edit',
    title: 'approvals.edit.title',
    permission: 'approvals.flow.edit',
    component: lazy(() => import('./flow/edit-flow-page.tsx'), 'EditFlowPage'),
  },
  {
    path: '/administration/approver-groups',
    title: 'approvals.group.title',
    permission: 'approvals.flow.read',
    component: lazy(() => import('./groups-page.tsx'), 'GroupsPage'),
    menu: { chapter: 'administration', order: 31 },
  },
]
