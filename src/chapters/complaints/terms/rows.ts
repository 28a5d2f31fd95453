import { type Selectable, sql } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { type Titled, titleIn } from '../../../kernel/language/titled.ts'
import type { TermSort } from './contract.ts'

/** One version of a term, whichever its sort; what a sort doesn't have is absent. */
export type TermRow = Selectable<DB['complaints.kind']> &
  Partial<Pick<Selectable<DB['complaints.service']>, 'standard' | 'standard_tw' | 'standard_en'>> &
  Partial<Pick<Selectable<DB['complaints.cause']>, 'parent'>>

export const tableOf = (sort: TermSort) => sql.table(`complaints.${sort}`)

/** Every version of every term of a sort, in the order they are listed in, the latest version first. */
export async function readVersions({ tx }: Pick<Ctx, 'tx'>, sort: TermSort): Promise<TermRow[]> {
  const { rows } =
    await sql<TermRow>`select * from ${tableOf(sort)} order by position, key, version desc`.execute(tx)
  return rows
}

/** The version that holds for a service of that day; undefined where none does. */
export async function findVersion(
  { tx }: Pick<Ctx, 'tx'>,
  { sort, key, on }: { sort: TermSort; key: string; on: string },
): Promise<TermRow | undefined> {
  const { rows } =
    await sql<TermRow>`select * from ${tableOf(sort)} where key = ${key} and ${holdsOn(on)}`.execute(tx)
  return rows[0]
}

/** Those that hold for a service of that day, in order. */
export async function readHolding({ tx }: Pick<Ctx, 'tx'>, sort: TermSort, on: string): Promise<TermRow[]> {
  const { rows } = await sql<TermRow>`
    select * from ${tableOf(sort)} where ${holdsOn(on)} order by position, key`.execute(tx)
  return rows
}

const holdsOn = (on: string) => sql`from_on <= ${on}::date and (until_on is null or until_on > ${on}::date)`

/** Titles by sort, key and version, as complaints name them. */
export async function readTitles(
  ctx: Pick<Ctx, 'tx' | 'language'>,
): Promise<(sort: TermSort, key: string, version: number | null) => string | null> {
  const titles = new Map<string, string>()
  for (const sort of ['service', 'kind', 'cause'] as const)
    for (const row of await readVersions(ctx, sort))
      titles.set(`${sort} ${row.key} ${row.version}`, titleIn(ctx.language, row))
  return (sort, key, version) => titles.get(`${sort} ${key} ${version}`) ?? null
}

export const standardIn = (
  language: Ctx['language'],
  { standard = '', standard_tw = '', standard_en = '' }: Partial<TermRow>,
): string => {
  const words: Titled = { title: standard, title_tw: standard_tw, title_en: standard_en }
  return titleIn(language, words)
}
