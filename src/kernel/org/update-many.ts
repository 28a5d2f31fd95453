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
 * names and codes and writes the trail.
 */
export async function updateOrganisations({ tx }: Ctx, changed: ChangedOrganisation[]): Promise<void> {
  for (let at = 0; at < changed.length; at += batch)
    await sql`
      update kernel.organisation o set
        name = coalesce(r.name, o.name), name_en = coalesce(r.name_en, o.name_en),
        time_zone = coalesce(r.time_zone, o.time_zone), credit_code = coalesce(r.credit_code, o.credit_code),
        started_on = coalesce(r.started_on, o.started_on), parent_id = coalesce(r.parent_id, o.parent_id),
        version = o.version + 1
      from jsonb_to_recordset(${JSON.stringify(changed.slice(at, at + batch))}::jsonb) as r(id uuid, name text,
        name_en text, time_zone text, credit_code text, started_on date, parent_id uuid)
      where o.id = r.id`.execute(tx)
  if (changed.some(({ parent_id }) => parent_id)) await retracePaths(tx)
}

/** Paths follow from parents: whoever moved, and whatever hangs below, gets its own again. */
const retracePaths = (tx: Ctx['tx']) =>
  sql`
    with recursive tree(id, path) as (
      select id, array[id] from kernel.organisation where parent_id is null
      union all
      select o.id, tree.path || o.id from kernel.organisation o join tree on o.parent_id = tree.id
    )
    update kernel.organisation o set path = tree.path from tree where tree.id = o.id and tree.path <> o.path`.execute(
    tx,
  )
