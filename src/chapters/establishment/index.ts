import type { PermissionTable } from '../../kernel/access/roles.ts'
import type { Tx } from '../../kernel/db/pool.ts'
import type { Route } from '../../kernel/http/mount.ts'
import { defineSchedule } from '../../kernel/jobs/define.ts'
import { keepDiscreet } from '../../kernel/trail/discretion.ts'
import { registerApplicationApproval } from './application/decision/subject.ts'
import { takeOverApplicationTasks } from './application/life/change-applicant.ts'
import { confideApplicationFiles } from './application/papers/files.ts'
import { permissions as applicationPermissions } from './application/permissions.ts'
import { registerRegistrationMeasure } from './application/registration/measure.ts'
import { remindRegistrations } from './application/registration/remind.ts'
import { reviewDiscretion } from './application/review/sees-review.ts'
import { routes as applicationRoutes } from './application/routes.ts'
import { seedApplications } from './application/seed/seed.ts'
import { applyDueChanges } from './change/apply-due.ts'
import { registerClosingBlocks } from './change/blocks-closing.ts'
import { registerChangeControls } from './change/controls.ts'
import { takeOverChangeTasks } from './change/decision/change-applicant.ts'
import { registerChangeApproval } from './change/decision/subject.ts'
import { offerRestoring } from './change/offer-restoring.ts'
import { permissions as changePermissions } from './change/permissions.ts'
import { routes as changeRoutes } from './change/routes.ts'
import { seedChanges } from './change/seed.ts'
import { registerControls } from './controls.ts'
import { remindLicences } from './registers/expiry/remind.ts'
import { routes as expiryRoutes } from './registers/expiry/routes.ts'
import { routes as requiredRoutes } from './registers/required/routes.ts'

export const routes: Route[] = [...applicationRoutes, ...changeRoutes, ...expiryRoutes, ...requiredRoutes]
export const permissions: PermissionTable = { ...applicationPermissions, ...changePermissions }

export async function seed(tx: Tx, now: Date): Promise<void> {
  await seedApplications(tx, now)
  await seedChanges(tx, now)
}

registerApplicationApproval()
registerRegistrationMeasure()
registerChangeApproval()
offerRestoring()
registerClosingBlocks()
registerControls()
registerChangeControls()
keepDiscreet(reviewDiscretion)
confideApplicationFiles()
takeOverApplicationTasks()
takeOverChangeTasks()
defineSchedule({
  name: 'establishment.remind_registrations',
  every: 'hour',
  work: async (kernel) => void (await remindRegistrations(kernel)),
})
defineSchedule({
  name: 'establishment.remind_licences',
  every: 'hour',
  work: async (kernel) => void (await remindLicences(kernel)),
})
defineSchedule({
  name: 'establishment.apply_due_changes',
  every: 'minute',
  at_start: true,
  work: async (kernel) => void (await applyDueChanges(kernel)),
})
