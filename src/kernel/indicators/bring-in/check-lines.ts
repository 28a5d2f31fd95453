import { sql } from 'kysely'
import type { FieldFault } from '../../errors/problem.ts'
import { Problem } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { translate } from '../../language/translate.ts'
import { inReach, type Organisation, todayAt } from '../../org/organisation.ts'
import type { BroughtRow } from '../contract.ts'
import { checkPeriod } from '../enter.ts'
import { judgeLate, readLateRoles } from '../late.ts'
import type { Indicator } from '../row.ts'
import { type Line, readNumber, readPeriodWritten } from './read-lines.ts'

/** One line with what would come of it, and what is needed to bring it in. */
export type Checked = { row: BroughtRow; org_id: string | null }

/**
 * What each line would do, in the order they are written: brought in anew, there already with the same value, or not
 * taken and why. Looks at everything at once, however many lines there are.
 */
export async function checkLines(
  ctx: Ctx,
  indicator: Indicator,
  lines: Line[],
  reason: string | undefined,
): Promise<Checked[]> {
  const roles = await readLateRoles(ctx)
  const organisations = await findOrganisations(
    ctx,
    lines.map(({ code }) => code),
  )
  const known = await findKnown(ctx, indicator, [...organisations.values()])
  const first = new Map<string, number>()
  return lines.map((line) => {
    const organisation = organisations.get(line.code.toUpperCase())
    const period = readPeriodWritten(line.period)
    const value = readNumber(line.value)
    const key = `${organisation?.id} ${period}`
    const fault = faultOf(ctx, indicator, { line, organisation, period, value, ...seenAt(first, key) })
    if (!fault && !first.has(key)) first.set(key, line.line)
    const there = organisation && known.get(key)
    const differs = there !== undefined && there !== value
    const coming =
      fault || there !== undefined
        ? onTime
        : judgeLate(ctx, indicator, comingTo(ctx, organisation!, { period, reason }))
    const said = fault ?? (differs ? { code: 'entered_already', params: { period } } : coming.fault)
    return {
      org_id: organisation?.id ?? null,
      row: {
        ...{ line: line.line, code: line.code, period, written: line.value, value: value ?? null },
        organisation: organisation ? { name: organisation.name, name_en: organisation.name_en } : null,
        late: coming.late,
        standing: said ? 'fault' : there === undefined ? 'new' : 'same',
        fault: said && translate(ctx.language, `indicators.errors.${said.code}`, { ...said.params, roles }),
      },
    }
  })
}

const onTime: ReturnType<typeof judgeLate> = { late: false, fault: null }

const comingTo = (
  ctx: Ctx,
  organisation: Organisation,
  of: { period: string; reason: string | undefined },
) => ({ org_id: organisation.id, today: todayAt(ctx, organisation), ...of })

const seenAt = (first: Map<string, number>, key: string) => ({ twice: first.get(key) })

type Looking = {
  line: Line
  organisation: Organisation | undefined
  period: string
  value: number | undefined
  twice: number | undefined
}

function faultOf(
  ctx: Ctx,
  indicator: Indicator,
  { line, organisation, period, value, twice }: Looking,
): { code: string; params: Record<string, unknown> } | null {
  if (line.code === '') return { code: 'bring_in_no_code', params: {} }
  if (!organisation) return { code: 'bring_in_unknown_code', params: { code: line.code } }
  if (value === undefined) return { code: 'bring_in_no_number', params: { value: line.value } }
  const wrong = faultOfPeriod(ctx, indicator, { period, organisation })
  if (wrong) return { code: wrong.code.replace('indicators.errors.', ''), params: wrong.params ?? {} }
  return twice === undefined ? null : { code: 'bring_in_twice', params: { line: twice } }
}

/** The same check as of a value entered by hand. */
function faultOfPeriod(
  ctx: Ctx,
  indicator: Indicator,
  { period, organisation }: { period: string; organisation: Organisation },
): FieldFault | undefined {
  try {
    checkPeriod(indicator, period, todayAt(ctx, organisation))
    return undefined
  } catch (error) {
    if (error instanceof Problem && error.fields[0]) return error.fields[0]
    throw error
  }
}

/** By code, whatever its letters' case; those within reach alone. */
async function findOrganisations({ tx, reach }: Ctx, codes: string[]): Promise<Map<string, Organisation>> {
  const wanted = [...new Set(codes.map((code) => code.toUpperCase()))]
  const { rows } = await sql<Organisation>`
    select o.* from kernel.organisation o
    where upper(o.code) = any(${wanted}::text[]) and ${inReach(reach, 'o.id')}`.execute(tx)
  return new Map(rows.map((row) => [row.code.toUpperCase(), row]))
}

async function findKnown({ tx }: Ctx, { id }: Indicator, organisations: Organisation[]) {
  const { rows } = await sql<{ org_id: string; period: string; value: number }>`
    select org_id, period, value::float8 "value" from kernel.indicator_value
    where indicator_id = ${id} and superseded_at is null
      and org_id in (select unnest(${organisations.map((one) => one.id)}::uuid[]))`.execute(tx)
  return new Map(rows.map(({ org_id, period, value }) => [`${org_id} ${period}`, value]))
}
