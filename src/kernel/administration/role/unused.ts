import { sql } from 'kysely'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'

/** Throws `refused` when somebody holds a role or ever held it, or a version of a flow or a running request names it. */
export async function checkUnused({ tx }: Ctx, key: string): Promise<void> {
  const { count } = await tx
    .selectFrom('kernel.role_assignment')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('role_key', '=', key)
    .executeTakeFirstOrThrow()
  if (Number(count) > 0) throw refused('administration.errors.role_used', { count: Number(count) })
  const { rows } = await sql<{ title: string }>`
    select f.title from kernel.approval_flow_version v join kernel.approval_flow f on f.id = v.flow_id
    where jsonb_path_exists(v.definition, '$.** ? (@ == $key)', jsonb_build_object('key', ${key}::text))
    limit 1`.execute(tx)
  if (rows[0]) throw refused('administration.errors.role_in_flow', { flow: rows[0].title })
}
