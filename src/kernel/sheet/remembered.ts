import { sql } from 'kysely'
import { newId } from '../db/new-id.ts'
import type { Ctx } from '../http/context.ts'

/**
 * How the columns of files with the same headers were mapped the last time. Each kind of import has a table of its own:
 * org_id, id, signature, mapping, saved_by, saved_at, unique by organisation and signature.
 */
type Headers = { table: string; org_id: string; signature: string }

export async function findMapping<Mapping>(
  { tx }: Ctx,
  { table, org_id, signature }: Headers,
): Promise<Mapping | undefined> {
  const { rows } = await sql<{ mapping: Mapping }>`
    select mapping from ${sql.table(table)} where org_id = ${org_id} and signature = ${signature}`.execute(tx)
  return rows[0]?.mapping
}

/** The next file with these headers begins with it. */
export async function rememberMapping(
  { tx, actor, now }: Ctx,
  { table, org_id, signature, mapping }: Headers & { mapping: unknown },
): Promise<void> {
  await sql`
    insert into ${sql.table(table)} (org_id, id, signature, mapping, saved_by, saved_at)
    values (${org_id}, ${newId()}, ${signature}, ${JSON.stringify(mapping)}::jsonb, ${actor.person_id}, ${now})
    on conflict (org_id, signature) do update set mapping = excluded.mapping, saved_by = excluded.saved_by,
      saved_at = excluded.saved_at`.execute(tx)
}
