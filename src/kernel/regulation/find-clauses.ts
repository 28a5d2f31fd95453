import { fill, joinPieces } from '../../../regulation/say.ts'
import { dayIn } from '../calendar/working-days.ts'
import type { Ctx } from '../http/context.ts'
import type { Found } from '../search/finders.ts'
import { readCompany } from './company.ts'
import { findEdition, readSnapshot } from './editions.ts'

/** Clauses found by their words are a few beside the records. */
const most = 3

/** 2.3.1 or 2.3, with whatever is written around it: § 2.3.1, clause 2.3.1, or one character before and behind. */
const numbered = /^(?:\p{Script=Han}|§|clause|article)?\s*(\d(?:\.\d{1,2}){1,2})\s*\p{Script=Han}?\.?$/iu

/**
 * Clauses of the regulation in force: by number the clause itself or what is under it, otherwise those that say what was
 * typed. Everybody who is signed in may read the regulation.
 */
export async function findClauses(
  ctx: Ctx,
  { text: typed, limit }: { text: string; limit: number },
): Promise<Found> {
  const text = typed.normalize('NFKC').trim().replaceAll('\u3002', '.')
  const number = numbered.exec(text)?.[1]
  if (!number && text.length < 2) return nothing
  const company = await readCompany(ctx.tx)
  const edition = await findEdition(ctx.tx, dayIn(company.time_zone, ctx.now))
  if (!edition) return nothing
  const { regulation, values } = await readSnapshot(ctx.tx, edition)
  const about = { company: company.name, values, parameters: regulation.parameters, language: ctx.language }
  const all = regulation.clauses.map(({ id, text: said }) => ({ id, said: joinPieces(fill(said, about)) }))
  const found = number
    ? all.filter(({ id }) => id === number || id.startsWith(`${number}.`)).slice(0, limit)
    : all.filter(({ said }) => said.toLowerCase().includes(text.toLowerCase())).slice(0, most)
  if (found.length === 0) return nothing
  const headquarters = await ctx.tx
    .selectFrom('kernel.organisation')
    .select(['id', 'name', 'name_en'])
    .where('kind', '=', 'headquarters')
    .executeTakeFirstOrThrow()
  const entries = found.map(({ id, said }) => ({
    ...{ id, subject_type: 'regulation', title: said, number: id },
    ...{ link: `/regulation#${id}`, organisation: headquarters },
  }))
  return { exact: number !== undefined, entries }
}

const nothing: Found = { exact: false, entries: [] }
