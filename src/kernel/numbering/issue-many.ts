import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'

type Issuing = {
  series: string
  period: string
  subject_type: string
  /** Ids of what is numbered, in the order of the numbers. */
  subjects: string[]
  format: (n: number) => string
}

/** The next numbers of a series at once, by the rules of `issueNumber`: one lock, no gap, none burned by a rollback. */
export async function issueNumbers(
  { tx }: Pick<Ctx, 'tx'>,
  { series, period, subject_type, subjects, format }: Issuing,
): Promise<string[]> {
  if (subjects.length === 0) return []
  const { last } = await tx
    .insertInto('kernel.number_series')
    .values({ series, period, last: subjects.length })
    .onConflict((known) =>
      known
        .columns(['series', 'period'])
        .doUpdateSet({ last: sql<number>`number_series.last + ${subjects.length}` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  const first = last - subjects.length + 1
  const texts = subjects.map((_, at) => format(first + at))
  await sql`
    insert into kernel.issued_number (series, period, n, text, subject_type, subject_id)
    select ${series}, ${period}, ${first} + i.at - 1, i.text, ${subject_type}, i.id
    from unnest(${texts}::text[], ${subjects}::uuid[]) with ordinality as i(text, id, at)`.execute(tx)
  return texts
}
