import { dayIn } from '../../../../kernel/calendar/working-days.ts'
import { notFound, refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { FileAnswer } from '../../../../kernel/http/send-file.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import { readCompanySettings } from '../../../../kernel/settings/company.ts'
import { type SheetFormat, sheetCap } from '../../../../kernel/sheet/contract.ts'
import { type Cell, writeSheet } from '../../../../kernel/sheet/write.ts'
import { type Existing, Network } from '../dry-run/network.ts'
import { type TargetField, targetFields } from '../mapping/contract.ts'
import { provinceByCode } from '../places/provinces.ts'
import { readNetwork } from './read-network.ts'

/**
 * The network as an import takes it: one row per organisation that isn't closed, parents before what hangs under them,
 * every field an import knows in a column of its name. Invariant: imported again, it changes nothing.
 */
export async function exportNetwork(
  ctx: Ctx,
  { under_id, format }: { under_id?: string | undefined; format: SheetFormat },
): Promise<FileAnswer> {
  if (!ctx.reach.all) throw refused('establishment.network.errors.whole_network')
  const network = new Network(await readNetwork(ctx))
  const rows = below(network, under_id)
  if (rows.length > sheetCap) throw refused('sheet.errors.too_long', { limit: sheetCap })
  const { language } = ctx
  const { time_zone } = await readCompanySettings(ctx.tx)
  const say = (key: string) => translate(language, key)
  return writeSheet({
    name: `${say('establishment.network.export_name')} ${dayIn(time_zone, ctx.now)}`,
    ...{ format, language },
    head: targetFields.map((field) => say(`establishment.network.fields.${field}`)),
    body: rows.map((row) => targetFields.map((field) => cellOf(network, row, field, say))),
  })
}

/** What stands below an organisation, level by level, siblings by their code. Closed ones are no part of the network. */
function below(network: Network, under_id: string | undefined): Existing[] {
  const root = under_id ? network.byId.get(under_id) : network.all.find(({ parent_id }) => parent_id === null)
  if (!root) throw notFound()
  const found: Existing[] = []
  let level = [root]
  while (level.length > 0) {
    level = level
      .flatMap(({ id }) => network.children.get(id) ?? [])
      .filter(({ life }) => life !== 'closed')
      .sort((a, b) => (a.code < b.code ? -1 : 1))
    found.push(...level)
  }
  return found
}

function cellOf(network: Network, row: Existing, field: TargetField, say: (key: string) => string): Cell {
  if (field === 'external_code') return row.code
  if (field === 'parent') return network.byId.get(row.parent_id!)?.code ?? null
  if (field === 'kind') return say(`web.org_kind.${row.kind}`)
  const value = row[field]
  if (value === undefined) return null
  if (field === 'province') return provinceByCode.get(String(value))?.name ?? String(value)
  return field === 'started_on' ? { day: String(value) } : value
}
