import { holdersAt } from '../../../../kernel/access/holders.ts'
import { everything, widenReach } from '../../../../kernel/db/transaction.ts'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { createOrganisation } from '../../../../kernel/org/create.ts'
import { ask, settle } from '../life/ask.ts'
import { move } from '../life/move.ts'
import type { Application } from '../life/row.ts'
import { startRegistrations } from '../registration/start.ts'
import { findLatestVisit } from '../visit/latest.ts'

/**
 * What an approval brings about: the organisation as proposed, and the clock of each registration.
 * Invariant: every way to an approval ends here, so a failed critical item of the last site visit blocks them all.
 */
export async function approve(ctx: Ctx, application: Application): Promise<void> {
  await checkNothingCritical(ctx, application)
  const { kind, name, name_en, parent_id, credit_code } = application
  if (!name || !parent_id) throw new Error('an application without name or parent came to approval')
  const company = await asCompany(ctx)
  const organisation = await createOrganisation(company, {
    ...{ kind, name, name_en, parent_id, credit_code, life: 'proposed' },
  })
  const approved = await move(ctx, application, {
    action: 'approve',
    set: { organisation_id: organisation.id, approved_at: ctx.now },
  })
  await startRegistrations(ctx, approved)
  await settle(ctx, approved, { outcome: 'done' })
  await askToIssue(ctx, approved)
}

/**
 * The same request with the reach of the whole company: who decides needn't reach what comes into being. For carrying
 * out what was decided, never for reading on somebody's behalf.
 */
export async function asCompany(ctx: Ctx): Promise<Ctx> {
  await widenReach(ctx.tx)
  return { ...ctx, reach: everything }
}

export async function askToIssue(ctx: Ctx, application: Application): Promise<void> {
  const permission = 'establishment.application.issue'
  const holders = await holdersAt(ctx, { org_id: application.org_id, permission })
  await ask(ctx, application, {
    kind: 'establishment.application.task.issue',
    persons: holders.filter(
      (person) => person !== application.applicant_id && person !== application.proposed_head_id,
    ),
  })
}

export async function checkNothingCritical(ctx: Ctx, application: Application): Promise<void> {
  const visit = await findLatestVisit(ctx, application)
  const count = visit?.failed_critical.length ?? 0
  if (count > 0) throw refused('establishment.application.errors.critical_item_failed', { count })
}
