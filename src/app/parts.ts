import * as complaints from '../chapters/complaints/index.ts'
import * as establishment from '../chapters/establishment/index.ts'
import { permissions as networkPermissions } from '../chapters/establishment/network/permissions.ts'
import { routes as networkRoutes } from '../chapters/establishment/network/routes.ts'
import { licences } from '../chapters/establishment/registers/licences.ts'
import { permissions as registryPermissions } from '../chapters/establishment/registry/permissions.ts'
import { routes as registryRoutes } from '../chapters/establishment/registry/routes.ts'
import { permissions as accessPermissions } from '../kernel/access/permissions.ts'
import type { PermissionTable } from '../kernel/access/roles.ts'
import { routes as accessRoutes } from '../kernel/access/routes.ts'
import { permissions as administrationPermissions } from '../kernel/administration/permissions.ts'
import { routes as administrationRoutes } from '../kernel/administration/routes.ts'
import { permissions as approvalPermissions } from '../kernel/approvals/permissions.ts'
import { routes as approvalRoutes } from '../kernel/approvals/routes.ts'
import { permissions as calendarPermissions } from '../kernel/calendar/permissions.ts'
import { routes as calendarRoutes } from '../kernel/calendar/routes.ts'
import { permissions as companyPermissions } from '../kernel/company/permissions.ts'
import { routes as companyRoutes } from '../kernel/company/routes.ts'
import { permissions as controlPermissions } from '../kernel/controls/permissions.ts'
import { routes as controlRoutes } from '../kernel/controls/routes.ts'
import type { Tx } from '../kernel/db/pool.ts'
import { pages as documentPages } from '../kernel/documents/door/pages.ts'
import { indexIssued } from '../kernel/documents/index-documents.ts'
import { permissions as documentPermissions } from '../kernel/documents/permissions.ts'
import { routes as documentRoutes } from '../kernel/documents/routes.ts'
import { permissions as filePermissions } from '../kernel/files/permissions.ts'
import { routes as fileRoutes } from '../kernel/files/routes.ts'
import { permissions as formPermissions } from '../kernel/forms/permissions.ts'
import { routes as formRoutes } from '../kernel/forms/routes.ts'
import type { Route } from '../kernel/http/mount.ts'
import { permissions as indicatorPermissions } from '../kernel/indicators/permissions.ts'
import { routes as indicatorRoutes } from '../kernel/indicators/routes.ts'
import { permissions as issuePermissions } from '../kernel/issues/permissions.ts'
import { routes as issueRoutes } from '../kernel/issues/routes.ts'
import { seedIssues } from '../kernel/issues/seed.ts'
import { routes as jobRoutes } from '../kernel/jobs/routes.ts'
import { permissions as mailPermissions } from '../kernel/mail/permissions.ts'
import { routes as mailRoutes } from '../kernel/mail/routes.ts'
import { routes as noticeRoutes } from '../kernel/notices/routes.ts'
import { permissions as orgPermissions } from '../kernel/org/permissions.ts'
import { routes as orgRoutes } from '../kernel/org/routes.ts'
import type { PublicPage } from '../kernel/pages/public-page.ts'
import { permissions as peoplePermissions } from '../kernel/people/permissions.ts'
import { routes as peopleRoutes } from '../kernel/people/routes.ts'
import type { Register } from '../kernel/register/contract.ts'
import { serveRegister } from '../kernel/register/routes.ts'
import { permissions as regulationPermissions } from '../kernel/regulation/permissions.ts'
import { routes as regulationRoutes } from '../kernel/regulation/routes.ts'
import { seedRegulation } from '../kernel/regulation/seed.ts'
import { indexNetwork } from '../kernel/search/index-network.ts'
import { routes as searchRoutes } from '../kernel/search/routes.ts'
import { permissions as taskPermissions } from '../kernel/tasks/permissions.ts'
import { routes as taskRoutes } from '../kernel/tasks/routes.ts'
import { permissions as trailPermissions } from '../kernel/trail/permissions.ts'
import { routes as trailRoutes } from '../kernel/trail/routes.ts'
import { routes as viewRoutes } from '../kernel/views/routes.ts'
import { permissions as webhookPermissions } from '../kernel/webhooks/permissions.ts'
import { routes as webhookRoutes } from '../kernel/webhooks/routes.ts'

/** What a kernel part or a chapter brings to the server. */
export type Part = {
  name: string
  routes: Route[]
  permissions: PermissionTable
  /** Pages for whoever has no account. */
  pages?: PublicPage[]
  /** Where it is a declared register: its declaration. */
  register?: Register
  /** What it needs in every database once there is a headquarters: forms, flows, kinds. Twice changes nothing. */
  seed?: (tx: Tx, now: Date) => Promise<void>
}

/** Every part of the product, in the order of its documentation. */
export const parts: Part[] = [
  { name: 'access', routes: accessRoutes, permissions: accessPermissions },
  { name: 'administration', routes: administrationRoutes, permissions: administrationPermissions },
  { name: 'approvals', routes: approvalRoutes, permissions: approvalPermissions },
  { name: 'calendar', routes: calendarRoutes, permissions: calendarPermissions },
  { name: 'controls', routes: controlRoutes, permissions: controlPermissions },
  {
    ...{ name: 'documents', routes: documentRoutes, permissions: documentPermissions },
    ...{ pages: documentPages, seed: indexIssued },
  },
  { name: 'files', routes: fileRoutes, permissions: filePermissions },
  { name: 'forms', routes: formRoutes, permissions: formPermissions },
  { name: 'indicators', routes: indicatorRoutes, permissions: indicatorPermissions },
  { name: 'issues', routes: issueRoutes, permissions: issuePermissions, seed: seedIssues },
  { name: 'jobs', routes: jobRoutes, permissions: {} },
  { name: 'mail', routes: mailRoutes, permissions: mailPermissions },
  { name: 'notices', routes: noticeRoutes, permissions: {} },
  { name: 'org', routes: orgRoutes, permissions: orgPermissions },
  { name: 'people', routes: peopleRoutes, permissions: peoplePermissions },
  { name: 'regulation', routes: regulationRoutes, permissions: regulationPermissions, seed: seedRegulation },
  { name: 'search', routes: searchRoutes, permissions: {}, seed: indexNetwork },
  { name: 'company', routes: companyRoutes, permissions: companyPermissions },
  { name: 'tasks', routes: taskRoutes, permissions: taskPermissions },
  { name: 'trail', routes: trailRoutes, permissions: trailPermissions },
  { name: 'views', routes: viewRoutes, permissions: {} },
  { name: 'webhooks', routes: webhookRoutes, permissions: webhookPermissions },
  { name: 'establishment', ...establishment },
  { name: 'registry', routes: registryRoutes, permissions: registryPermissions },
  serveRegister(licences),
  { name: 'establishment.network', routes: networkRoutes, permissions: networkPermissions },
  { name: 'complaints', ...complaints },
]

export const allRoutes = (): Route[] => parts.flatMap(({ routes }) => routes)
export const allPages = (): PublicPage[] => parts.flatMap(({ pages = [] }) => pages)

/** Role × permission of the whole product. Throws when two parts declare one permission. */
export function allPermissions(): PermissionTable {
  const all: PermissionTable = {}
  for (const { permissions } of parts)
    for (const [permission, roles] of Object.entries(permissions)) {
      if (all[permission]) throw new Error(`the permission ${permission} is declared twice`)
      all[permission] = roles
    }
  return all
}
