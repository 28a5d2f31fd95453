import { dayIn } from '../calendar/working-days.ts'
import type { Page } from '../db/keyset.ts'
import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { FileAnswer } from '../http/send-file.ts'
import { nameIn } from '../language/contract.ts'
import type { MessageKey, MessageParams } from '../language/messages/contract.ts'
import { type Titled, titleIn } from '../language/titles/contract.ts'
import { translate } from '../language/translate.ts'
import { readCompanySettings } from '../settings/company.ts'
import type { Cell } from './cell.ts'
import { type SheetFormat, sheetCap } from './contract.ts'
import { spoolSheet } from './spool-sheet.ts'

/** What a column may ask for: words in the reader's language, names as that language writes them, local times. */
export type Say = {
  word: (key: MessageKey | (string & {}), params?: MessageParams) => string
  name: (named: { name: string; name_en?: string | null } | null | undefined) => string | null
  title: (titled: Titled | null | undefined) => string | null
  /** By the clock of that organisation; of the company where none is named or it isn't within reach. */
  at: (instant: string | null | undefined, org_id?: string | null) => Cell
  day: (day: string | null | undefined) => Cell
}

export type SheetColumn<T> = {
  /** As the list's column is called; several columns may share one, an amount and its currency. */
  key: string
  head: MessageKey
  value: (row: T, say: Say) => Cell | undefined
}

export type ListSheet<T, F> = {
  title: MessageKey
  columns: SheetColumn<T>[]
  /** The list itself: same filters, same reach, same order. */
  list: (ctx: Ctx, query: F & { after?: string | undefined; limit: number }) => Promise<Page<T>>
}

const pageSize = 1000

/**
 * Everything a list's filters find as a sheet. Invariant: it holds all of it or nothing; throws `refused` where it is
 * more than a sheet takes.
 */
export async function exportList<T, F>(
  ctx: Ctx,
  { title, columns, list }: ListSheet<T, F>,
  { format, columns: wanted, ...filters }: F & { format: SheetFormat; columns?: string | undefined },
): Promise<FileAnswer & { path: string }> {
  const { time_zone } = await readCompanySettings(ctx.tx)
  const say = sayIn(ctx, time_zone, await readZones(ctx, time_zone))
  const keys = wanted === undefined ? [] : [...new Set(wanted.split(','))]
  const chosen = keys.flatMap((key) => columns.filter((column) => column.key === key))
  const written = chosen.length > 0 ? chosen : columns
  async function* rows() {
    let [count, after]: [number, string | undefined] = [0, undefined]
    do {
      const page = await list(ctx, { ...(filters as unknown as F), after, limit: pageSize })
      count += page.items.length
      if (count > sheetCap) throw refused('sheet.errors.too_long', { limit: sheetCap })
      yield page.items.map((row) => written.map(({ value }) => value(row, say) ?? null))
      after = page.next ?? undefined
    } while (after !== undefined)
  }
  const [called, head] = [say.word(title), written.map(({ head }) => say.word(head))]
  const name = `${called} ${dayIn(time_zone, ctx.now)}`
  return spoolSheet(ctx, { name, title: called, format, head, rows: rows() })
}

function sayIn({ language }: Ctx, company: string, zones: Map<string, string>): Say {
  return {
    word: (key, params) => translate(language, key, params),
    name: (named) => (named ? nameIn(language, named) : null),
    title: (titled) => (titled ? titleIn(language, titled) : null),
    at: (instant, org_id) =>
      instant ? { at: instant, zone: (org_id && zones.get(org_id)) || company } : null,
    day: (day) => (day ? { day } : null),
  }
}

/** Clocks within reach that aren't the company's: there are few. */
async function readZones({ tx }: Ctx, company: string): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('kernel.organisation')
    .select(['id', 'time_zone'])
    .where('time_zone', '<>', company)
    .execute()
  return new Map(rows.map(({ id, time_zone }) => [id, time_zone]))
}
