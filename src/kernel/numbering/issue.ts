import { sql } from 'kysely'
import { notFound, refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'

type Issuing = {
  /** What is counted: `establishment.application`. */
  series: string
  /** Within what it starts again at 1: `2026`, `2026-03`, or `all`. */
  period: string
  subject_type: string
  subject_id: string
  format: (n: number) => string
}

/**
 * Gives the next number of a series in the caller's transaction, under the series row's lock until its end: writers of
 * one series queue, a rollback burns none, so the numbers have no gap. Ask late in a transaction, to hold others briefly.
 */
export async function issueNumber(ctx: Ctx, input: Issuing): Promise<{ n: number; text: string }> {
  const { series, period, subject_type, subject_id, format } = input
  const { last: n } = await ctx.tx
    .insertInto('kernel.number_series')
    .values({ series, period, last: 1 })
    .onConflict((known) =>
      known.columns(['series', 'period']).doUpdateSet({ last: sql<number>`number_series.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  const text = format(n)
  await ctx.tx
    .insertInto('kernel.issued_number')
    .values({ series, period, n, text, subject_type, subject_id })
    .execute()
  return { n, text }
}

/**
 * Marks a number void: it stays and is never given again. The caller's trail entry says what it was given for.
 * Throws `not_found` for a number never given, `refused` for one that is void already.
 */
export async function voidNumber(
  ctx: Ctx,
  { text, reason }: { text: string; reason: string },
): Promise<void> {
  const voided = await ctx.tx
    .updateTable('kernel.issued_number')
    .set({ voided_at: ctx.now, voided_by: ctx.actor.person_id, void_reason: reason })
    .where('text', '=', text)
    .where('voided_at', 'is', null)
    .executeTakeFirst()
  if (voided.numUpdatedRows > 0n) return
  const given = await ctx.tx
    .selectFrom('kernel.issued_number')
    .select('n')
    .where('text', '=', text)
    .executeTakeFirst()
  throw given ? refused('numbering.errors.already_void', { number: text }) : notFound()
}
