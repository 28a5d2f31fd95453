import { type RawBuilder, sql } from 'kysely'
import type pg from 'pg'

/** A column of names as lists sort it, in the order of Chinese readers: by pinyin. */
export const inPinyin = (column: string): RawBuilder<unknown> => sql`${sql.ref(column)} collate kernel.pinyin`

/** A column of persons' names: by pinyin, surnames as they are read, as the index of people is. */
export const namesInOrder = (column: string): RawBuilder<unknown> =>
  sql`kernel.surname_read(${sql.ref(column)}) collate kernel.pinyin`

/**
 * An engine with another ICU may order names otherwise than the index does, which would then leave people out of a
 * list: it is built anew. Source: PostgreSQL, `ALTER COLLATION … REFRESH VERSION`.
 */
export async function sortAnew(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query(`
    select from pg_collation where oid = to_regcollation('kernel.pinyin')
      and collversion is distinct from pg_collation_actual_version(oid)`)
  if (rows.length === 0) return
  await owner.query('reindex index kernel.person_pinyin')
  await owner.query('alter collation kernel.pinyin refresh version')
}
