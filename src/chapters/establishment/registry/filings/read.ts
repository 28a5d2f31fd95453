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

type Named = { application_org_id: string; document_id: string | null }

/** The approval documents of these, by id: they belong to the organisations that applied. */
async function readNumbers(
  { tx }: Ctx,
  filings: Named[],
): Promise<Map<string, { id: string; number: string }>> {
  const rows = filings.flatMap(({ application_org_id: org_id, document_id: id }) =>
    id ? [{ org_id, id }] : [],
  )
  if (rows.length === 0) return new Map()
  const found = await tx
    .selectFrom('kernel.issued_document')
    .select(['id', 'number'])
    .where((on) =>
      on.or(rows.map(({ org_id, id }) => on.and([on('org_id', '=', org_id), on('id', '=', id)]))),
    )
    .execute()
  return new Map(found.map((document) => [document.id, document]))
}

async function readEstablishing(ctx: Ctx, id: string): Promise<Establishing[]> {
  const rows = await ctx.tx
    .selectFrom('establishment.filing as f')
    .select(['f.id', 'f.number', 'f.state', 'f.application_org_id', 'f.application_id', 'f.document_id'])
    .select((row) => row.fn.coalesce('f.completed_at', 'f.issued_at', 'f.approved_at').as('at'))
    .where('f.org_id', '=', id)
    .execute()
  const names = await readNames(
    ctx,
    rows.map((row) => row.application_org_id),
  )
  const numbers = await readNumbers(ctx, rows)
  return rows.map(({ application_org_id, application_id, document_id, ...row }) => ({
    ...(row as unknown as Pick<Establishing, 'id' | 'number' | 'state' | 'at'>),
    kind: 'establish',
    applied_by: names.get(application_org_id)!,
    document: numbers.get(document_id ?? '') ?? null,
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
