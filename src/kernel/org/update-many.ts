import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'

export type ChangedOrganisation = {
  id: string
  /** What is left out stays. */
  name?: string | undefined
  name_en?: string | undefined
  time_zone?: string | undefined
  credit_code?: string | undefined
  started_on?: string | undefined
  parent_id?: string | undefined
}

const batch = 2000

/**
 * Changes what thousands of organisations are called and where they hang, with a few statements. The caller checked
 * names and codes and writes the trail; once all have moved that do, it calls `retracePaths`.
 */
export async function updateOrganisations(ctx: Ctx, changed: ChangedOrganisation[]): Promise<void> {
  const { tx } = ctx
  for (let at = 0; at < changed.length; at += batch) {
    await keepPastOf(ctx, changed.slice(at, at + batch))
    await sql`
      update kernel.organisation o set
        name = coalesce(r.name, o.name), name_en = coalesce(r.name_en, o.name_en),
        time_zone = coalesce(r.time_zone, o.time_zone), credit_code = coalesce(r.credit_code, o.credit_code),
        started_on = coalesce(r.started_on, o.started_on), parent_id = coalesce(r.parent_id, o.parent_id),
        version = o.version + 1
      from jsonb_to_recordset(${JSON.stringify(changed.slice(at, at + batch))}::jsonb) as r(id uuid, name text,
        name_en text, time_zone text, credit_code text, started_on date, parent_id uuid)
      where o.id = r.id`.execute(tx)
  }
}

/** What they were called and where they stood until today, like `keepPast` for one. */
const keepPastOf = ({ tx, now }: Ctx, changed: ChangedOrganisation[]) =>
  sql`
    insert into kernel.organisation_past (organisation_id, until, name, name_en, parent_id, life, recorded_at)
    select o.id, (${now}::timestamptz at time zone o.time_zone)::date, o.name, o.name_en, o.parent_id, o.life, ${now}
    from kernel.organisation o
    join jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as r(id uuid, name text, name_en text, parent_id uuid)
      on r.id = o.id
    where r.name is distinct from o.name and r.name is not null
      or r.name_en is distinct from o.name_en and r.name_en is not null
      or r.parent_id is distinct from o.parent_id and r.parent_id is not null
    on conflict do nothing`.execute(tx)

/** Paths follow from parents: whoever moved, and whatever hangs below, gets its own again; the old one is kept. */
export async function retracePaths({ tx, now }: Ctx): Promise<void> {
  await sql`
    with recursive tree(id, path) as (
      select id, array[id] from kernel.organisation where parent_id is null
      union all
      select o.id, tree.path || o.id from kernel.organisation o join tree on o.parent_id = tree.id
    ), stood as (
      insert into kernel.organisation_stood (organisation_id, until, path)
      select o.id, (${now}::timestamptz at time zone o.time_zone)::date, o.path
      from kernel.organisation o join tree on tree.id = o.id and tree.path <> o.path
      on conflict do nothing
    )
    update kernel.organisation o set path = tree.path from tree where tree.id = o.id and tree.path <> o.path`.execute(
    tx,
  )
}
