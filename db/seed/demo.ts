import { remindRegistrations } from '../../src/chapters/establishment/application/registration/remind.ts'
import { remindLicences } from '../../src/chapters/establishment/registers/expiry/remind.ts'
import { measureControls } from '../../src/kernel/controls/measure.ts'
import type { Tx } from '../../src/kernel/db/pool.ts'
import type { Kernel } from '../../src/kernel/http/context.ts'
import { computeIndicators } from '../../src/kernel/indicators/compute.ts'
import { remindIssues } from '../../src/kernel/issues/due/remind.ts'
import { beginning, castId, seedCast, units } from './cast.ts'
import { openStage, type Stage } from './demo/act-as.ts'
import { seedApprovals } from './demo/approvals.ts'
import { carry } from './demo/carry.ts'
import { seedChanges } from './demo/changes.ts'
import { seedClosings } from './demo/closings.ts'
import { seedServices } from './demo/complaints/monthly-volume.ts'
import { seedComplaints } from './demo/complaints/seed.ts'
import { seedFlowDraft } from './demo/flow-draft.ts'
import { seedIssues } from './demo/issues.ts'
import { seedLeaver } from './demo/leaver.ts'
import { matters } from './demo/matters.ts'
import { seedNetwork } from './demo/network.ts'
import { seedNewHead } from './demo/new-head.ts'
import { settleOpened } from './demo/opened-issues.ts'
import { seedTrialFlow } from './demo/trial-flow.ts'
import { seedTurns } from './demo/turns.ts'
import { seedWarnings } from './demo/warnings.ts'
import { seedWebhook } from './demo/webhook.ts'
import { seedParts } from './reference.ts'

/** The demo network: a company with its organisations, people and two years of work. */
export async function seedDemo(
  kernel: Kernel,
  asOwner: (work: (tx: Tx) => Promise<void>) => Promise<void>,
): Promise<void> {
  await asOwner(async (tx) => {
    await seedCast(tx)
    await seedParts(tx, new Date(`${beginning}T00:30:00Z`))
  })
  await seedDemoWork(kernel)
  await asOwner(async (tx) => {
    await tx.insertInto('kernel.setting').values({ key: 'demo_complete', value: 'true' }).execute()
  })
}

/** What the cast and the others did since: organisations, people, applications in every state. */
export async function seedDemoWork(kernel: Kernel): Promise<void> {
  const stage = openStage(kernel)
  const today = kernel.clock()
  await seedFilings(stage, today)
  await seedComplaints(stage, today)
  await settleOpened(stage, today)
  await seedServices(stage, today)
  await seedWebhook(kernel)
  await seedFlowDraft(stage, today)
  await remindIssues(kernel)
  await seedWarnings(stage, today)
  await computeIndicators(kernel)
  await remindRegistrations(kernel)
  await remindLicences(kernel)
  await measureControls(kernel)
}

/** The network, what was applied and filed about it, what was found there, and how all of that was decided. */
export async function seedFilings(stage: Stage, today: Date): Promise<void> {
  const organisations = await seedNetwork(stage)
  const idOf = (name: string) =>
    organisations.get(name) ?? castId(units.find((unit) => unit.name === name)!.code)
  for (const [n, matter] of matters.entries()) await carry(stage, matter, today, n)
  await seedIssues(stage, today)
  await seedApprovals(stage, today)
  await seedClosings(stage, idOf, today)
  await seedNewHead(stage, { org_id: idOf('合肥分公司'), from_id: idOf('上海客户服务部'), today })
  await seedChanges(stage, idOf, today)
  await seedTurns(stage, idOf, today)
  await seedTrialFlow(stage, { org_id: idOf('广州专业服务部'), today })
  await seedLeaver(stage, { org_id: idOf('杭州分公司'), today })
}
