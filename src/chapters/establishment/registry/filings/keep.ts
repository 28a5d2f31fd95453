import { sql } from 'kysely'
import { newId } from '../../../../kernel/db/new-id.ts'
import { widenReach } from '../../../../kernel/db/transaction.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Application } from '../../application/life/row.ts'

type Filed = Pick<
  Application,
  | 'org_id'
  | 'id'
  | 'organisation_id'
  | 'number'
  | 'name'
  | 'state'
  | 'document_id'
  | 'approved_at'
  | 'issued_at'
  | 'completed_at'
>

/**
 * Writes an application down in the ledger of the organisation that came of it, as it stands now. Before there is one
 * this does nothing. Who decides needn't reach the new organisation: the rest of the transaction sees the whole company.
 */
export async function keepFiling(ctx: Ctx, application: Filed): Promise<void> {
  const { organisation_id, org_id, id, number, state, document_id } = application
  const { approved_at, issued_at, completed_at } = application
  if (!organisation_id || !approved_at) return
  await widenReach(ctx.tx)
  const now = { state, document_id, issued_at, completed_at }
  await ctx.tx
    .insertInto('establishment.filing')
    .values({
      ...{ org_id: organisation_id, id: newId(), kind: 'establish', number, approved_at },
      ...{ application_org_id: org_id, application_id: id, ...now },
    })
    .onConflict((clash) =>
      clash
        .columns(['org_id', 'application_id'])
        .doUpdateSet({ ...now, version: sql<number>`establishment.filing.version + 1` }),
    )
    .execute()
}

type Told = {
  /** `establishment.trail.filing_<verb>` has its words. */
  verb: string
  diff?: Record<string, [unknown, unknown]> | undefined
  note?: string | null | undefined
}

/** Tells the history of the organisation that came of an application what became of it. */
export async function tellOrganisation(
  ctx: Ctx,
  { organisation_id, number, name }: Filed,
  { verb, diff, note }: Told,
): Promise<void> {
  if (!organisation_id) return
  await widenReach(ctx.tx)
  ctx.record({
    action: `establishment.filing.${verb}`,
    ...{ org_id: organisation_id, subject_type: 'organisation', subject_id: organisation_id },
    ...{ number, title: name, ...(diff ? { diff } : {}), note: note ?? null },
  })
}
