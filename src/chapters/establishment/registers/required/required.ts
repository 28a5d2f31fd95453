import { type RawBuilder, sql } from 'kysely'

// A digest with the marks of a free-form UUID (RFC 9562, version 8).
const idOf = sql`overlay(overlay(md5(w.org_id::text || ' ' || w.kind) placing '8' from 13) placing '8' from 17)::uuid`

/**
 * What each organisation at work has to hold on a day, and whether it does: `org_id, id, kind, in_force`. Required is the
 * licence of each registration its kind needs, and whatever else it once held. In force: one of that kind was issued and
 * has not run out on the day. The same organisation and kind have the same `id` always.
 */
export const requiredLicences = (on: string): RawBuilder<unknown> => sql`
  select w.org_id, ${idOf} id, w.kind, exists (
    select from establishment.licence l
    where l.org_id = w.org_id and l.kind = w.kind and l.issued_on <= ${on}
      and (l.expires_on is null or l.expires_on >= ${on})
  ) in_force
  from (
    select o.id org_id, k.key kind
    from kernel.organisation o join establishment.registration_kind k on o.kind = any(k.kinds)
    where k.key in ('business', 'tax')
    union
    select l.org_id, l.kind from establishment.licence l where l.issued_on <= ${on} and l.kind <> 'other'
  ) w
  join kernel.organisation o on o.id = w.org_id
  where o.life in ('active', 'suspended') and (o.started_on is null or o.started_on <= ${on})`
