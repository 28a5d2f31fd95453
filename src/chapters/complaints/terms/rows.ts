import { type Selectable, sql } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { InEveryLanguage } from '../../../kernel/language/contract.ts'
import { type Titled, titleIn, titlesOf } from '../../../kernel/language/titles/contract.ts'
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
export async function readTitles(ctx: Pick<Ctx, 'tx' | 'language'>) {
  const find = await readTerms(ctx)
  return (...term: Named): string | null => {
    const row = find(...term)
    return row ? titleIn(ctx.language, row) : null
  }
}

/** The same in every language, for what is read later. */
export async function readTitlesInEach(ctx: Pick<Ctx, 'tx'>) {
  const find = await readTerms(ctx)
  return (...term: Named): InEveryLanguage | null => {
    const row = find(...term)
    return row ? titlesOf(row) : null
  }
}

type Named = [sort: TermSort, key: string, version: number | null]

async function readTerms(ctx: Pick<Ctx, 'tx'>) {
  const terms = new Map<string, Titled>()
  for (const sort of ['service', 'kind', 'cause'] as const)
    for (const row of await readVersions(ctx, sort)) terms.set(`${sort} ${row.key} ${row.version}`, row)
  return (...[sort, key, version]: Named) => terms.get(`${sort} ${key} ${version}`)
}

export const standardIn = (
  language: Ctx['language'],
  { standard = '', standard_tw = '', standard_en = '' }: Partial<TermRow>,
): string => {
  const words: Titled = { title: standard, title_tw: standard_tw, title_en: standard_en }
  return titleIn(language, words)
}
