import { sql } from 'kysely'
import { namesOf } from '../approvals/request/names.ts'
import type { CountedFilters } from '../controls/contract.ts'
import { countedBy } from '../controls/records.ts'
import { type Page, pageByKey } from '../db/keyset.ts'
import type { Ctx } from '../http/context.ts'
import { translate } from '../language/translate.ts'
import { readNames } from '../org/list.ts'
import { stoodUnder } from '../org/stood.ts'
import { companyDay } from '../regulation/company.ts'
import type { IndicatorValue, IndicatorWarning, ListedIndicator, warningStates } from './contract.ts'
import { recordsChanged } from './counting.ts'
import { findMeasure } from './measures.ts'
import { before, daysOf, lastClosed, lastDue } from './period.ts'
import { getIndicator, type Indicator, readThresholds } from './row.ts'
import { summarise } from './standing.ts'

/** Everything that is measured, with how many organisations stand where. */
export async function listIndicators(ctx: Ctx): Promise<{ items: ListedIndicator[] }> {
  const rows = await ctx.tx
    .selectFrom('kernel.indicator')
    .selectAll()
    .orderBy('active', 'desc')
    .orderBy('title')
    .execute()
  const items = []
  for (const row of rows) items.push(await show(ctx, row as Indicator))
  return { items }
}

export async function readIndicatorPage(ctx: Ctx, { id }: { id: string }) {
  const indicator = await getIndicator(ctx, id)
  const rows = await ctx.tx
    .selectFrom('kernel.indicator_threshold')
    .selectAll()
    .where('indicator_id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  const nameOf = await namesOf(
    ctx,
    rows.flatMap(({ set_by }) => set_by ?? []),
  )
  const today = await companyDay(ctx)
  const due = lastDue(indicator.frequency, today, indicator.grace_days)
  return {
    ...(await show(ctx, indicator)),
    periods: openPeriods(indicator, today),
    due_period: daysOf(due).from >= indicator.starts_on ? due : null,
    versions: rows.map(({ version, amber, red, set_by, set_at, reason }) => ({
      ...{ version, amber: Number(amber), red: Number(red), set_at, reason },
      set_by: set_by ? nameOf(set_by) : null,
    })),
    records: recordsOf(indicator.measure, { org_id: null, period: lastClosed(indicator.frequency, today) }),
  }
}

/** The last twelve that are over, from the first asked for. */
function openPeriods({ frequency, starts_on }: Indicator, today: string): string[] {
  const last = lastClosed(frequency, today)
  return Array.from({ length: 12 }, (_, n) => before(frequency, last, n)).filter(
    (period) => daysOf(period).from >= starts_on,
  )
}

async function show(ctx: Ctx, indicator: Indicator): Promise<ListedIndicator> {
  const { version: threshold_version, amber, red } = await readThresholds(ctx, indicator.id)
  const { measure: _, starts_on: __, description_tw, description_en, ...row } = indicator
  const description =
    { 'zh-CN': row.description, 'zh-TW': description_tw, en: description_en }[ctx.language] ?? row.description
  return { ...row, description, threshold_version, amber, red, summary: await summarise(ctx, indicator) }
}

type ValueQuery = {
  indicator_id?: string | undefined
  organisation_id?: string | undefined
  period?: string | undefined
  level?: string | undefined
  under?: string | undefined
  superseded?: 'true' | undefined
  late?: 'true' | undefined
  after?: string | undefined
  limit: number
}

export async function listValues(ctx: Ctx, query: ValueQuery): Promise<Page<IndicatorValue>> {
  let rows = ctx.tx
    .selectFrom('kernel.indicator_value')
    .innerJoin('kernel.indicator', 'kernel.indicator.id', 'indicator_id')
    .selectAll('kernel.indicator_value')
    .select(['kernel.indicator.title', 'kernel.indicator.title_tw', 'kernel.indicator.title_en'])
    .select('kernel.indicator.unit')
    .select('kernel.indicator.measure')
  if (query.indicator_id) rows = rows.where('indicator_id', '=', query.indicator_id)
  if (query.organisation_id) rows = rows.where('org_id', '=', query.organisation_id)
  if (query.period) rows = rows.where('period', '=', query.period)
  if (query.level) rows = rows.where('level', '=', query.level)
  if (query.under) rows = rows.where(stoodUnder(query.under, ofPeriod))
  if (query.late) rows = rows.where('late', '=', true)
  if (!query.superseded) rows = rows.where('superseded_at', 'is', null)
  const page = await pageByKey(
    ctx.tx,
    rows,
    [
      { by: 'kernel.indicator_value.period_end', as: 'period_end', direction: 'desc' },
      { by: 'kernel.indicator_value.id', as: 'id', direction: 'desc' },
    ],
    query,
  )
  const names = await readNames(
    ctx,
    page.items.map(({ org_id }) => org_id),
  )
  const nameOf = await namesOf(
    ctx,
    page.items.flatMap(({ entered_by }) => entered_by ?? []),
  )
  const number = (value: unknown) => (value === null ? null : Number(value))
  const items = page.items.map((row) => ({
    ...{ id: row.id, period: row.period, revision: row.revision },
    reason:
      row.reason === recordsChanged ? translate(ctx.language, 'indicators.page.records_changed') : row.reason,
    ...{ late: row.late, superseded_at: row.superseded_at },
    ...{ threshold_version: row.threshold_version, entered_at: row.entered_at },
    ...{ value: Number(row.value), amber: Number(row.amber), red: Number(row.red) },
    ...{ numerator: number(row.numerator), denominator: number(row.denominator) },
    indicator: {
      ...{ id: row.indicator_id, title: row.title, title_tw: row.title_tw, title_en: row.title_en },
      unit: row.unit as Indicator['unit'],
    },
    records: recordsOf(row.measure, { org_id: row.org_id, period: row.period }),
    correctable:
      row.measure === null && row.superseded_at === null && ctx.may('indicators.value.correct', row.org_id),
    level: row.level as IndicatorValue['level'],
    organisation: names.get(row.org_id)!,
    entered_by: row.entered_by ? nameOf(row.entered_by) : null,
  }))
  return { ...page, items }
}

function recordsOf(
  measure: string | null,
  { org_id, period }: { org_id: string | null; period: string },
): string | null {
  const found = measure === null ? undefined : findMeasure(measure)
  return found?.records({ org_id, ...daysOf(period) }) ?? null
}

/** A value stays counted where its organisation stood when its period ended. */
const ofPeriod = { org: 'kernel.indicator_value.org_id', day: sql.ref('kernel.indicator_value.period_end') }

const atOrBelow = (org_id: string) =>
  sql<boolean>`org_id in (select id from kernel.organisation where path @> array[${org_id}]::uuid[])`

type WarningQuery = CountedFilters & {
  state?: (typeof warningStates)[number] | undefined
  level?: 'amber' | 'red' | undefined
  indicator_id?: string | undefined
  under?: string | undefined
  organisation_id?: string | undefined
  after?: string | undefined
  limit: number
}

export async function listWarnings(ctx: Ctx, query: WarningQuery): Promise<Page<IndicatorWarning>> {
  let rows = ctx.tx
    .selectFrom('kernel.indicator_warning')
    .innerJoin('kernel.indicator', 'kernel.indicator.id', 'indicator_id')
    .selectAll('kernel.indicator_warning')
    .select(['kernel.indicator.title', 'kernel.indicator.title_tw', 'kernel.indicator.title_en'])
    .select('kernel.indicator.unit')
  if (query.state === 'open') rows = rows.where('responded_at', 'is', null).where('rearmed_at', 'is', null)
  if (query.state === 'responded')
    rows = rows.where('responded_at', 'is not', null).where('rearmed_at', 'is', null)
  if (query.state === 'over') rows = rows.where('rearmed_at', 'is not', null)
  if (query.level) rows = rows.where('level', '=', query.level)
  if (query.indicator_id) rows = rows.where('indicator_id', '=', query.indicator_id)
  if (query.under) rows = rows.where(atOrBelow(query.under))
  if (query.organisation_id) rows = rows.where('org_id', '=', query.organisation_id)
  const row = 'kernel.indicator_warning'
  rows = rows.where(await countedBy(ctx, query, { list: '/indicators/warnings', row }))
  const page = await pageByKey(
    ctx.tx,
    rows,
    [
      { by: 'kernel.indicator_warning.raised_at', as: 'raised_at', direction: 'desc' },
      { by: 'kernel.indicator_warning.id', as: 'id', direction: 'desc' },
    ],
    query,
  )
  const names = await readNames(
    ctx,
    page.items.map(({ org_id }) => org_id),
  )
  const nameOf = await namesOf(
    ctx,
    page.items.flatMap(({ responded_by }) => responded_by ?? []),
  )
  const items = page.items.map(
    ({ org_id, indicator_id, title, title_tw, title_en, unit, responded_by, ...row }) => ({
      ...row,
      ...{ level: row.level as 'amber' | 'red', value: Number(row.value), organisation: names.get(org_id)! },
      indicator: {
        id: indicator_id,
        title,
        title_tw,
        title_en,
        unit: unit as IndicatorWarning['indicator']['unit'],
      },
      responded_by: responded_by ? nameOf(responded_by) : null,
    }),
  )
  return { ...page, items }
}
