import type { Ctx } from '../../../../kernel/http/context.ts'
import { readNames } from '../../../../kernel/org/list.ts'
import { getOrganisation } from '../../../../kernel/org/organisation.ts'
import type { Changing, Establishing, Filing } from './contract.ts'

/** The ledger of an organisation within reach: what established it and what was filed since, the latest first. */
export async function listFilings(ctx: Ctx, { id }: { id: string }): Promise<{ items: Filing[] }> {
  await getOrganisation(ctx, id)
  const items: Filing[] = [...(await readChanging(ctx, id)), ...(await readEstablishing(ctx, id))]
  return { items: items.sort((one, other) => Number(new Date(other.at)) - Number(new Date(one.at))) }
}

async function readEstablishing(ctx: Ctx, id: string): Promise<Establishing[]> {
  const rows = await ctx.tx
    .selectFrom('establishment.filing as f')
    .leftJoin('kernel.issued_document as d', (join) =>
      join.onRef('d.org_id', '=', 'f.application_org_id').onRef('d.id', '=', 'f.document_id'),
    )
    .select(['f.id', 'f.number', 'f.state', 'f.application_org_id', 'f.application_id', 'f.document_id'])
    .select((row) => row.fn.coalesce('f.completed_at', 'f.issued_at', 'f.approved_at').as('at'))
    .select('d.number as document_number')
    .where('f.org_id', '=', id)
    .execute()
  const names = await readNames(
    ctx,
    rows.map((row) => row.application_org_id),
  )
  return rows.map(({ application_org_id, application_id, document_id, document_number, ...row }) => ({
    ...(row as unknown as Pick<Establishing, 'id' | 'number' | 'state' | 'at'>),
    kind: 'establish',
    applied_by: names.get(application_org_id)!,
    document: document_id && document_number ? { id: document_id, number: document_number } : null,
    application_id: ctx.may('establishment.application.read', application_org_id) ? application_id : null,
  }))
}

async function readChanging(ctx: Ctx, id: string): Promise<Changing[]> {
  const rows = await ctx.tx
    .selectFrom('establishment.change')
    .select(['id', 'kind', 'number', 'state', 'effective_on'])
    .select((row) => row.fn.coalesce('completed_at', 'approved_at', 'submitted_at').as('at'))
    .where('org_id', '=', id)
    .where('submitted_at', 'is not', null)
    .execute()
  const open = ctx.may('establishment.change.read', id)
  return rows.map((row) => ({ ...(row as unknown as Changing), change_id: open ? row.id : null }))
}
