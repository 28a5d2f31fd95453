import type { PermissionTable } from '../../kernel/access/roles.ts'
import type { Route } from '../../kernel/http/mount.ts'
import { defineSchedule } from '../../kernel/jobs/define.ts'
import { keepDiscreet } from '../../kernel/trail/discretion.ts'
import { registerApplicationApproval } from './application/decision/subject.ts'
import { takeOverApplicationTasks } from './application/life/change-applicant.ts'
import { confideApplicationFiles } from './application/papers/files.ts'
import { permissions as applicationPermissions } from './application/permissions.ts'
import { remindRegistrations } from './application/registration/remind.ts'
import { reviewDiscretion } from './application/review/sees-review.ts'
import { routes as applicationRoutes } from './application/routes.ts'
import { seedApplications } from './application/seed/seed.ts'
import { registerControls } from './controls.ts'

export const routes: Route[] = [...applicationRoutes]
export const permissions: PermissionTable = { ...applicationPermissions }
export const seed = seedApplications

registerApplicationApproval()
registerControls()
keepDiscreet(reviewDiscretion)
confideApplicationFiles()
takeOverApplicationTasks()
defineSchedule({
  name: 'establishment.remind_registrations',
  every: 'hour',
  work: async (kernel) => void (await remindRegistrations(kernel)),
})
