import type { Ctx } from '../../../../kernel/http/context.ts'
import { readNames } from '../../../../kernel/org/list.ts'
import { getOrganisation } from '../../../../kernel/org/organisation.ts'
import type { Filing } from './contract.ts'

/** The ledger of an organisation within reach, the latest first. */
export async function listFilings(ctx: Ctx, { id }: { id: string }): Promise<{ items: Filing[] }> {
  await getOrganisation(ctx, id)
  const rows = await ctx.tx
    .selectFrom('establishment.filing as f')
    .leftJoin('kernel.issued_document as d', (join) =>
      join.onRef('d.org_id', '=', 'f.application_org_id').onRef('d.id', '=', 'f.document_id'),
    )
    .select(['f.id', 'f.kind', 'f.number', 'f.state', 'f.application_org_id', 'f.application_id'])
    .select(['f.approved_at', 'f.issued_at', 'f.completed_at', 'f.document_id'])
    .select('d.number as document_number')
    .where('f.org_id', '=', id)
    .orderBy('f.approved_at', 'desc')
    .orderBy('f.id', 'desc')
    .execute()
  const names = await readNames(
    ctx,
    rows.map((row) => row.application_org_id),
  )
  return {
    items: rows.map(({ application_org_id, application_id, document_id, document_number, ...row }) => ({
      ...(row as Omit<Filing, 'applied_by' | 'document' | 'application_id'>),
      applied_by: names.get(application_org_id)!,
      document: document_id && document_number ? { id: document_id, number: document_number } : null,
      application_id: ctx.may('establishment.application.read', application_org_id) ? application_id : null,
    })),
  }
}
