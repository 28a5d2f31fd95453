import { type RawBuilder, sql } from 'kysely'

/**
 * What organisations reported of an indicator for periods that lie within these days, as `org_id, value`, summed up: for
 * measures that count against it. Superseded values are left out.
 */
export const reportedValues = (
  key: string,
  { from, to }: { from: string; to: string },
): RawBuilder<unknown> => sql`
  select v.org_id, sum(v.value) value
  from kernel.indicator_value v join kernel.indicator i on i.id = v.indicator_id
  where i.key = ${key} and v.superseded_at is null and v.period_end between ${from} and ${to}
  group by 1`
