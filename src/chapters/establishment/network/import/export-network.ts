import { sql } from 'kysely'
import { dayIn } from '../../../../kernel/calendar/working-days.ts'
import { notFound, refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { FileAnswer } from '../../../../kernel/http/send-file.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import { readCompanySettings } from '../../../../kernel/settings/company.ts'
import { type SheetFormat, sheetCap } from '../../../../kernel/sheet/contract.ts'
import { spoolSheet } from '../../../../kernel/sheet/spool-sheet.ts'
import type { Cell } from '../../../../kernel/sheet/write.ts'
import type { Existing } from '../dry-run/network.ts'
import { type TargetField, targetFields } from '../mapping/contract.ts'
import { provinceByCode } from '../places/provinces.ts'
import { readExisting } from './read-network.ts'

/**
 * The network as an import takes it: one row per organisation that isn't closed, parents before what hangs under them,
 * every field an import knows in a column of its name. Invariant: imported again, it changes nothing.
 */
export async function exportNetwork(
  ctx: Ctx,
  { under_id, format }: { under_id?: string | undefined; format: SheetFormat },
): Promise<FileAnswer> {
  if (!ctx.reach.all) throw refused('establishment.network.errors.whole_network')
  // All sets are of one moment.
  await sql`set transaction isolation level repeatable read`.execute(ctx.tx)
  const root = await findRoot(ctx, under_id)
  const count = await countBelow(ctx, root)
  if (count > sheetCap) throw refused('sheet.errors.too_long', { limit: sheetCap })
  const { language } = ctx
  const { time_zone } = await readCompanySettings(ctx.tx)
  const say = (key: string) => translate(language, key)
  async function* rows() {
    for await (const some of below(ctx, root)) {
      const codeOf = await readCodes(ctx, some)
      yield some.map((row) => targetFields.map((field) => cellOf(row, field, { codeOf, say })))
    }
  }
  const title = say('establishment.network.export_name')
  return spoolSheet(ctx, {
    name: `${title} ${dayIn(time_zone, ctx.now)}`,
    title,
    format,
    head: targetFields.map((field) => say(`establishment.network.fields.${field}`)),
    rows: rows(),
  })
}

/** Organisations read at once. */
const set = 1000

async function findRoot({ tx }: Ctx, under_id: string | undefined): Promise<string> {
  const root = await tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where((row) => (under_id ? row('id', '=', under_id) : row('parent_id', 'is', null)))
    .executeTakeFirst()
  if (!root) throw notFound()
  return root.id
}

/** Below an organisation and not closed, nor below one that is: closed ones are no part of the network. */
const standsBelow = (root: string) => sql<boolean>`o.path @> array[${root}]::uuid[] and o.id <> ${root}
  and not o.path && coalesce((select array_agg(c.id) from kernel.organisation c where c.life = 'closed'), '{}')`

async function countBelow({ tx }: Ctx, root: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int count from kernel.organisation o where ${standsBelow(root)}`.execute(tx)
  return rows[0]!.count
}

/** Level by level, siblings by their code, a set at a time. */
async function* below(ctx: Ctx, root: string): AsyncGenerator<Existing[]> {
  for (let [level, code] = [0, '']; ; ) {
    const after = sql`(cardinality(o.path), o.code collate "C") > (${level}::int, ${code}::text)`
    const order = sql`order by cardinality(o.path), o.code collate "C" limit ${set}`
    const some = await readExisting(ctx, sql`${standsBelow(root)} and ${after} ${order}`)
    if (some.length > 0) yield some
    if (some.length < set) return
    const last = some.at(-1)!
    code = last.code
    level = await levelOf(ctx, last.id)
  }
}

async function levelOf({ tx }: Ctx, id: string): Promise<number> {
  const { rows } = await sql<{ level: number }>`
    select cardinality(path) level from kernel.organisation where id = ${id}`.execute(tx)
  return rows[0]!.level
}

async function readCodes({ tx }: Ctx, some: Existing[]): Promise<(id: string) => string | null> {
  const ids = [...new Set(some.map(({ parent_id }) => parent_id!))]
  const rows = await tx
    .selectFrom('kernel.organisation')
    .select(['id', 'code'])
    .where('id', 'in', ids)
    .execute()
  const codes = new Map(rows.map(({ id, code }) => [id, code]))
  return (id) => codes.get(id) ?? null
}

type Telling = { codeOf: (id: string) => string | null; say: (key: string) => string }

function cellOf(row: Existing, field: TargetField, { codeOf, say }: Telling): Cell {
  if (field === 'external_code') return row.code
  if (field === 'parent') return codeOf(row.parent_id!)
  if (field === 'kind') return say(`web.org_kind.${row.kind}`)
  const value = row[field]
  if (value === undefined) return null
  if (field === 'province') return provinceByCode.get(String(value))?.name ?? String(value)
  return field === 'started_on' ? { day: String(value) } : value
}
