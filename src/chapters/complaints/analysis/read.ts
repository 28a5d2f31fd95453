import { sql } from 'kysely'
import { addDays } from '../../../kernel/calendar/working-days.ts'
import { narrow } from '../../../kernel/db/narrow.ts'
import { invalid } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { nameIn } from '../../../kernel/language/contract.ts'
import { titleIn } from '../../../kernel/language/titles/contract.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { companyDay } from '../../../kernel/regulation/company.ts'
import { readCompanySettings } from '../../../kernel/settings/company.ts'
import type { Channel } from '../complaint/words/contract.ts'
import { readVersions, type TermRow } from '../terms/rows.ts'
import { cameUpBefore } from './came-up.ts'
import type { Analysis, AnalysisBar } from './contract.ts'
import { countAll } from './count.ts'
import { counted, type Span } from './source.ts'
import { countCameUp, hasTally } from './tally/read.ts'

export type AskedAnalysis = {
  received_from?: string | undefined
  received_to?: string | undefined
  under?: string | undefined
}

/** As long as this a period may be. */
const longestDays = 3 * 366

/** The first day of the eleventh month before: with the day's own month that makes twelve, none of them cut at its start. */
function elevenMonthsBefore(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 10)
}

/**
 * Complaints of a period, counted where and when they belong: by the organisation of the day of the service and by where
 * that stood on the day they came in, each once, unfounded ones left out. Invariant: each number is the length of the list it opens.
 */
export async function readAnalysis(ctx: Ctx, { under, ...asked }: AskedAnalysis): Promise<Analysis> {
  const to = asked.received_to ?? (await companyDay(ctx))
  const from = asked.received_from ?? elevenMonthsBefore(to)
  if (from > to || addDays(from, longestDays) < to)
    throw invalid('errors.invalid', {}, [
      { path: 'received_from', code: 'complaints.analysis.errors.period' },
    ])
  const { time_zone } = await readCompanySettings(ctx.tx)
  const span = { from, to, time_zone, under }
  const list = listOf(span)
  const counts = await countAll(ctx, span)
  return {
    ...{ from, to, under: await nameOf(ctx, under), total: counts.total, list: list({}) },
    first_time_right: {
      met: counts.first_time,
      total: counts.resolved,
      list: list({ outcome: 'first_time' }),
      total_list: list({ outcome: 'resolved' }),
    },
    repeated: {
      met: await countRepeated(ctx, span),
      total: counts.caused,
      list: list({ outcome: 'repeated' }),
      total_list: list({ outcome: 'caused' }),
    },
    organisations: counts.organisations.map(({ id, name, name_en, count }) => ({
      ...{ key: id, title: nameIn(ctx.language, { name, name_en }), count, list: list({ under: id }) },
    })),
    services: [
      ...(await byService(ctx, counts.services, list)),
      ...notStated(ctx, counts.total - sumOf(counts.services), list({ outcome: 'no_service' })),
    ],
    causes: [
      ...(await byCause(ctx, counts.causes, list)),
      ...notStated(ctx, counts.total - counts.caused, list({ outcome: 'uncaused' })).map((bar) => ({
        ...bar,
        share: null,
      })),
    ],
    channels: byChannel(ctx, counts.channels, list),
    months: byMonth(counts.months, span),
  }
}

async function nameOf({ tx, reach, language }: Ctx, id: string | undefined): Promise<string | null> {
  if (!id) return null
  const query = tx.selectFrom('kernel.organisation').select(['name', 'name_en']).where('id', '=', id)
  const named = await query.where(narrow(reach, 'id')).executeTakeFirst()
  return named ? nameIn(language, named) : null
}

type List = (filters: Record<string, string>) => string

const listOf =
  ({ from, to, under }: { from: string; to: string; under?: string | undefined }): List =>
  (filters) => {
    const all = {
      founded: 'yes',
      received_from: from,
      received_to: to,
      ...(under ? { under } : {}),
      ...filters,
    }
    return `/complaints?${new URLSearchParams(all)}`
  }

async function countRepeated(ctx: Ctx, span: Span): Promise<number> {
  if (await hasTally(ctx, span)) return countCameUp(ctx, span)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int count from complaints.complaint c
    where ${counted(ctx, span)} and c.cause_key is not null and ${cameUpBefore('c')}`.execute(ctx.tx)
  return rows[0]!.count
}

async function byService(ctx: Ctx, counts: Map<string, number>, list: List): Promise<AnalysisBar[]> {
  return inOrder(latest(await readVersions(ctx, 'service')), counts).map((row) => ({
    ...{ key: row.key, title: titleIn(ctx.language, row), count: row.count },
    list: list({ service: row.key }),
  }))
}

/** Pareto: what it and everything before it make up of all with a cause. */
async function byCause(ctx: Ctx, counts: Map<string, number>, list: List): Promise<Analysis['causes']> {
  const found = inOrder(latest(await readVersions(ctx, 'cause')), counts)
  const all = found.reduce((sum, { count }) => sum + count, 0)
  let before = 0
  return found.map((row) => {
    before += row.count
    return {
      ...{
        key: row.key,
        title: titleIn(ctx.language, row),
        count: row.count,
        list: list({ cause: row.key }),
      },
      share: before / all,
    }
  })
}

const sumOf = (counts: Map<string, number>) => [...counts.values()].reduce((all, one) => all + one, 0)

/** Those that name none, where there are any. */
const notStated = ({ language }: Ctx, count: number, list: string): AnalysisBar[] =>
  count > 0 ? [{ key: '', title: translate(language, 'complaints.analysis.not_stated'), count, list }] : []

function byChannel(ctx: Ctx, counts: Map<string, number>, list: List): AnalysisBar[] {
  const found = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return found.map(([channel, count]) => ({
    ...{ key: channel, title: translate(ctx.language, `complaints.channel.${channel as Channel}`), count },
    list: list({ channel }),
  }))
}

/** A month without any is a number as well. The first and the last may be cut by the period. */
function byMonth(counts: Map<string, number>, { from, to, under }: Span): AnalysisBar[] {
  const months: AnalysisBar[] = []
  for (let first = from; first <= to; ) {
    const next = addDays(`${first.slice(0, 7)}-28`, 4).slice(0, 7)
    const end = addDays(`${next}-01`, -1)
    const last = end < to ? end : to
    const key = first.slice(0, 7)
    const count = counts.get(key) ?? 0
    months.push({ key, title: key, count, list: listOf({ from: first, to: last, under })({}) })
    first = `${next}-01`
  }
  return months
}

/** By their last name, whatever they were called when they came up. */
const latest = (versions: TermRow[]) => versions.filter(({ key }, at) => key !== versions[at - 1]?.key)

/** Those that came up, the most frequent first, else as they were. */
const inOrder = <T extends { key: string }>(
  rows: T[],
  counts: Map<string, number>,
): (T & { count: number })[] =>
  rows
    .filter(({ key }) => counts.has(key))
    .map((row) => ({ ...row, count: counts.get(row.key)! }))
    .sort((a, b) => b.count - a.count)
