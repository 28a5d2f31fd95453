import { type RawBuilder, sql } from 'kysely'
import { stoodUnder } from '../org/stood.ts'

type Days = { original_from?: string | undefined; original_to?: string | undefined }

/**
 * At or below an organisation. Issues of a period are counted where theirs stood on the first due day; otherwise they are
 * listed where theirs is now, for whoever works on them.
 */
export function isUnder(
  under: string,
  { original_from, original_to }: Days,
  issue: string,
): RawBuilder<boolean> {
  const org = `${issue}.org_id`
  if (original_from || original_to)
    return stoodUnder(under, { org, day: sql.ref(`${issue}.original_due_on`) })
  return sql<boolean>`${sql.ref(org)} in (select id from kernel.organisation where path @> array[${under}]::uuid[])`
}
