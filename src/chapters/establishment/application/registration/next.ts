import { holdersAt } from '../../../../kernel/access/holders.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { ask, settle } from '../life/ask.ts'
import type { Application } from '../life/row.ts'

/**
 * Asks for what an issued application waits for: its registrations, or its completion once none is left. Asked after
 * everything that may have changed it, a document issued a second time included.
 */
export async function askNext(ctx: Ctx, application: Application): Promise<void> {
  const { org_id, id, applicant_id, proposed_head_id } = application
  const left = await ctx.tx
    .selectFrom('establishment.registration')
    .select('id')
    .where('org_id', '=', org_id)
    .where('application_id', '=', id)
    .where('filed_at', 'is', null)
    .executeTakeFirst()
  const [register, complete] = [
    'establishment.application.task.register',
    'establishment.application.task.complete',
  ] as const
  if (left) return ask(ctx, application, { kind: register, persons: [applicant_id] })
  await settle(ctx, application, { kind: register })
  const holders = await holdersAt(ctx, { org_id, permission: 'establishment.application.complete' })
  const persons = holders.filter((person) => person !== applicant_id && person !== proposed_head_id)
  await ask(ctx, application, { kind: complete, persons })
}
