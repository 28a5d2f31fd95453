import type { Selectable, SelectQueryBuilder } from 'kysely'
import { sql } from 'kysely'
import type { DB, EstablishmentNetworkImportRow } from '../../../../../db/types.ts'
import { type Page, pageByKey } from '../../../../kernel/db/keyset.ts'
import { containing } from '../../../../kernel/db/like.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import type { ImportRow } from '../contract.ts'
import { type Fault, type FaultCode, type Verdict, weightOf } from '../dry-run/contract.ts'
import { getImport } from './find.ts'

export type RowFilters = {
  id: string
  verdict?: Verdict | undefined
  fault?: FaultCode | undefined
  q?: string | undefined
}

type Query<O> = SelectQueryBuilder<DB, 'establishment.network_import_row', O>
export type KeptRow = Omit<Selectable<EstablishmentNetworkImportRow>, 'org_id' | 'import_id' | 'print'>

/** What the check says about the rows of an import, in the order of the file. */
export async function listRows(
  ctx: Ctx,
  { after, limit, ...filters }: RowFilters & { after?: string | undefined; limit: number },
): Promise<Page<ImportRow>> {
  const keys = [{ by: 'establishment.network_import_row.line' as const, as: 'line' }]
  const page = await pageByKey(ctx.tx, await findRows(ctx, filters), keys, { after, limit })
  return { ...page, items: page.items.map((row) => showRow(ctx, row)) }
}

export async function findRows(ctx: Ctx, { id, verdict, fault, q }: RowFilters): Promise<Query<KeptRow>> {
  const { org_id } = await getImport(ctx, id)
  let query = ctx.tx
    .selectFrom('establishment.network_import_row')
    .select(['id', 'line', 'verdict', 'does', 'name', 'code', 'under', 'organisation_id', 'changes'])
    .select(['faults', 'codes', 'cells'])
    .where('org_id', '=', org_id)
    .where('import_id', '=', id)
  if (verdict) query = query.where('verdict', '=', verdict)
  if (fault) query = query.where(sql<boolean>`${fault} = any(codes)`)
  if (q) {
    const part = containing(q)
    query = query.where((on) => on.or([on('name', 'ilike', part), on('code', 'ilike', part)]))
  }
  return query
}

export function showRow(ctx: Ctx, { codes, ...row }: KeptRow): ImportRow {
  return {
    ...row,
    verdict: row.verdict as Verdict,
    does: row.does as ImportRow['does'],
    changes: row.changes as ImportRow['changes'],
    faults: (row.faults as Fault[]).map((fault) => ({
      code: fault.code,
      weight: weightOf(fault.code),
      field: fault.field ?? null,
      sentence: sentenceOf(ctx, fault),
    })),
  }
}

/** Kinds and stages of life inside a sentence are said in words. */
function sentenceOf({ language }: Ctx, { code, params = {} }: Fault): string {
  const { is, said, life, ...rest } = params
  const kind = (value: unknown) => translate(language, `web.org_kind.${String(value)}`)
  return translate(language, `establishment.network.faults.${code}`, {
    ...rest,
    ...(is ? { is: kind(is), said: kind(said) } : {}),
    ...(life ? { life: translate(language, `org.life.${String(life)}`) } : {}),
  })
}
