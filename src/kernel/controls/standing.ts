import { sql } from 'kysely'
import type { Clause } from '../../../regulation/load.ts'
import { fill, joinPieces } from '../../../regulation/say.ts'
import { dayIn } from '../calendar/working-days.ts'
import { Problem } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { translate } from '../language/translate.ts'
import { readNames } from '../org/list.ts'
import { getOrganisation, inReach } from '../org/organisation.ts'
import { readCompany } from '../regulation/company.ts'
import { findEdition, readSnapshot } from '../regulation/editions.ts'
import { type ClauseStanding, organisationCap, type Standing, type StandingStatus } from './contract.ts'
import { findKept, type Kept } from './kept.ts'
import { readPeriod } from './period.ts'
import { linksOf } from './records.ts'
import { type Asked, type Control, findControl } from './register-control.ts'

type Query = {
  clause?: string | undefined
  organisation_id?: string | undefined
  period?: string | undefined
}
type Counted = { org_id: string | null; met: number; total: number }
type Rows = { control: Control; rows: Counted[] }[]
type Asking = Omit<Query, 'period'> & { period: string; asked: Asked; kept: Kept | null }

/**
 * How far each clause that has controls is kept in a period, counted now from what the caller reaches; of a large network the
 * running year as it was measured last, and when that was.
 */
export async function readStanding(ctx: Ctx, query: Query): Promise<Standing> {
  if (query.organisation_id) await getOrganisation(ctx, query.organisation_id)
  const company = await readCompany(ctx.tx)
  const today = dayIn(company.time_zone, ctx.now)
  const key = query.period ?? today.slice(0, 4)
  const asked = readPeriod(key, { now: ctx.now, time_zone: company.time_zone })
  const edition = await findEdition(ctx.tx, asked.on)
  if (!edition) throw new Problem('not_found', 'regulation.page.errors.no_edition', { on: asked.on })
  const { regulation, values } = await readSnapshot(ctx.tx, edition)
  const filling = {
    ...{ company: company.name, values, parameters: regulation.parameters, language: ctx.language },
  }
  const say = (text: Clause['text']) => joinPieces(fill(text, filling))
  const counted = regulation.clauses.filter(
    ({ id, controls }) => controls.length > 0 && isWithin(id, query.clause),
  )
  const keys = counted.flatMap(({ controls }) => controls.map((one) => one.key))
  const current = key === today.slice(0, 4) && !query.clause && !query.organisation_id
  const kept = current ? await findKept(ctx, { year: key, keys }) : null
  const clauses: ClauseStanding[] = []
  for (const clause of counted)
    clauses.push(await measureClause(ctx, clause, { ...query, period: key, asked, say, kept }))
  return {
    ...{ period: { key, from: asked.from, to: asked.to }, edition, scope: scopeOf(ctx, query) },
    ...{ measured_at: kept?.measured_at ?? null, clauses },
  }
}

const isWithin = (id: string, wanted: string | undefined) =>
  wanted === undefined || id === wanted || id.startsWith(`${wanted}.`)

function scopeOf({ reach }: Ctx, { organisation_id }: Query): Standing['scope'] {
  if (organisation_id || (!reach.all && reach.ids.length === 1)) return 'organisation'
  return reach.all ? 'network' : 'reach'
}

async function measureClause(
  ctx: Ctx,
  clause: Clause,
  { say, ...asking }: Asking & { say: (text: Clause['text']) => string },
): Promise<ClauseStanding> {
  const measured: Rows = []
  const controls: ClauseStanding['controls'] = []
  for (const { key, measure } of clause.controls) {
    const control = findControl(key)
    const rows = control ? await countControl(ctx, control, asking) : []
    if (control) measured.push({ control, rows })
    const note = control?.records.note
    controls.push({
      ...{ key, measure: say(measure), measured: control !== undefined, ...sum(rows) },
      ...(control ? linksOf(ctx, control, { ...asking, ...sum(rows) }) : nowhere),
      records_note: note === undefined ? null : translate(ctx.language, note),
    })
  }
  const counts = sum(controls)
  const { records, unmet_records } = controls.length === 1 ? controls[0]! : nowhere
  return {
    clause_id: clause.id,
    text: asking.clause ? say(clause.text) : null,
    status: statusOf(counts, controls),
    ...counts,
    ...{ records, unmet_records, controls },
    organisations: asking.clause ? await nameRows(ctx, measured, asking.period) : [],
  }
}

/** Invariant: a clause counts as met only when every control of it is measured. */
export function statusOf(
  { met, total }: { met: number; total: number },
  controls: { measured: boolean }[],
): StandingStatus {
  if (met < total) return 'breached'
  if (controls.some(({ measured }) => !measured)) return 'not_measured'
  return total === 0 ? 'no_data' : 'met'
}

/** What was measured, or one query over all organisations; a row for each of them only when they are asked for. */
async function countControl(
  ctx: Ctx,
  control: Control,
  { asked, clause, organisation_id, kept }: Asking,
): Promise<Counted[]> {
  const known = kept?.counts.get(control.key)
  if (known) return [{ org_id: null, ...known }]
  const by = clause ? sql`counted.org_id` : sql`null::uuid`
  const only = organisation_id ? sql`counted.org_id = ${organisation_id}` : sql`true`
  const { rows } = await sql<Counted>`
    select ${by} org_id, coalesce(sum(counted.met), 0)::int met, coalesce(sum(counted.total), 0)::int total
    from (${control.sql(asked)}) counted
    where ${inReach(ctx.reach, 'counted.org_id')} and ${only}
    group by 1`.execute(ctx.tx)
  return rows
}

export const sum = (rows: { met: number; total: number }[]) =>
  rows.reduce((all, row) => ({ met: all.met + row.met, total: all.total + row.total }), { met: 0, total: 0 })

export const nowhere = { records: null, unmet_records: null }

async function nameRows(ctx: Ctx, measured: Rows, period: string): Promise<ClauseStanding['organisations']> {
  const rows = measured.flatMap(({ control, rows: counted }) => counted.map((row) => ({ ...row, control })))
  const grouped = [...Map.groupBy(rows, ({ org_id }) => org_id ?? '')]
    .map(([id, own]) => ({ id, own, ...sum(own) }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - b.met - (a.total - a.met) || (a.id < b.id ? -1 : 1))
    .slice(0, organisationCap)
  const names = await readNames(
    ctx,
    grouped.map(({ id }) => id),
  )
  return grouped.map(({ id, own, met, total }) => ({
    ...{ organisation: names.get(id)!, met, total },
    controls: measured.map(({ control }) => {
      const counts = sum(own.filter((row) => row.control === control))
      return {
        key: control.key,
        ...counts,
        ...linksOf(ctx, control, { period, organisation_id: id, ...counts }),
      }
    }),
  }))
}
