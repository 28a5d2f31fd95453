import type { PermissionTable } from '../../kernel/access/roles.ts'
import type { Tx } from '../../kernel/db/pool.ts'
import { confideFiles } from '../../kernel/files/confide.ts'
import type { Route } from '../../kernel/http/mount.ts'
import { defineSchedule } from '../../kernel/jobs/define.ts'
import { onMail } from '../../kernel/mail/in/takers.ts'
import { checkCounts } from './analysis/tally/check.ts'
import { foldCounts } from './analysis/tally/fold.ts'
import { setDueAnew } from './clocks/due-anew.ts'
import { registerComplaintBlocking } from './complaint/blocks-closing.ts'
import { takeOverActions } from './complaint/handling/action-task.ts'
import { takeOverComplaints } from './complaint/handling/give.ts'
import { releaseConcerned } from './complaint/handling/release.ts'
import { subjectType } from './complaint/life/row.ts'
import { mayReadFile } from './complaint/may-read-file.ts'
import { permissions as complaintPermissions } from './complaint/permissions.ts'
import { routes as complaintRoutes } from './complaint/routes.ts'
import { registerControls } from './controls.ts'
import { escalateComplaints } from './escalate.ts'
import { forgetComplainants } from './forget.ts'
import { registerMeasures } from './indicators/measures.ts'
import { seedIndicators } from './indicators/seed.ts'
import { forgetImports } from './intake/forget.ts'
import { permissions as importPermissions } from './intake/permissions.ts'
import { rewordImported } from './intake/reword.ts'
import { routes as importRoutes } from './intake/routes.ts'
import { permissions as limitPermissions } from './limits/permissions.ts'
import { routes as limitRoutes } from './limits/routes.ts'
import { seedLimits } from './limits/seed.ts'
import { takeMail } from './mail/take.ts'
import { declareFields, registerOutsiders } from './outside.ts'
import { seedRulings } from './ruling/seed.ts'
import { registerRulings } from './ruling/subject.ts'
import { seedComplaints } from './seed/seed.ts'
import { permissions as templatePermissions } from './templates/permissions.ts'
import { routes as templateRoutes } from './templates/routes.ts'
import { seedTemplates } from './templates/seed.ts'
import { permissions as termPermissions } from './terms/permissions.ts'
import { routes as termRoutes } from './terms/routes.ts'

export { pages } from './door/pages.ts'
export const routes: Route[] = [
  ...complaintRoutes,
  ...importRoutes,
  ...termRoutes,
  ...limitRoutes,
  ...templateRoutes,
]
export const permissions: PermissionTable = {
  ...complaintPermissions,
  ...importPermissions,
  ...termPermissions,
  ...limitPermissions,
  ...templatePermissions,
}

export async function seed(tx: Tx, now: Date): Promise<void> {
  await seedComplaints(tx)
  await seedLimits(tx, now)
  await seedRulings(tx, now)
  await seedIndicators(tx, now)
  await seedTemplates(tx)
}

takeOverComplaints()
takeOverActions()
registerComplaintBlocking()
registerRulings()
registerOutsiders()
declareFields()
registerControls()
registerMeasures()
onMail('complaints', takeMail)
confideFiles(subjectType, mayReadFile)
defineSchedule({
  name: 'complaints.escalate',
  every: 'minute',
  work: async (kernel) => {
    await releaseConcerned(kernel)
    await escalateComplaints(kernel)
  },
})
defineSchedule({ name: 'complaints.count', every: 'hour', work: foldCounts })
defineSchedule({
  name: 'complaints.due',
  every: 'day',
  work: async (kernel) => {
    await setDueAnew(kernel)
  },
})
defineSchedule({ name: 'complaints.check_counts', every: 'day', work: checkCounts })
defineSchedule({
  name: 'complaints.forget',
  every: 'day',
  work: async (kernel) => {
    await rewordImported(kernel)
    await forgetComplainants(kernel)
    await forgetImports(kernel)
  },
})
