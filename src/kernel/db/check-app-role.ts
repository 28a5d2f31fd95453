import pg from 'pg'
import { Fault } from './fault.ts'

type Powers = {
  role: string
  superuser: boolean
  bypasses: boolean
  owns: string | null
  edits_trail: boolean
  member: boolean
}

/**
 * The role requests connect as is held by row-level security: no superuser, owner of nothing, a member of bylaw_app,
 * and it can't change the trail. Anything else would quietly show every branch the whole network. Throws `Fault`.
 */
export async function checkAppRole(appUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const { rows } = await client.query<Powers>(powers)
    const fault = faultOf(rows[0]!)
    if (fault)
      throw new Fault(
        `DATABASE_APP_URL names ${rows[0]!.role}, which ${fault}: branches would not be kept apart. Leave it out, or name a role that owns nothing and was granted bylaw_app.`,
      )
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault(
      `The database can't be reached as the role requests connect as (${(error as Error).message}): check DATABASE_APP_URL.`,
    )
  } finally {
    await client.end().catch(() => {})
  }
}

// Owning includes being a member of whoever owns: PostgreSQL lifts the policies for both.
const powers = `
  select r.rolname as role, r.rolsuper as superuser, r.rolbypassrls as bypasses,
    (select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and c.relrowsecurity and pg_has_role(c.relowner, 'usage') limit 1) as owns,
    (select has_table_privilege(c.oid, 'update, delete, truncate') from pg_class c
      join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'kernel' and c.relname = 'trail_entry') as edits_trail,
    pg_has_role('bylaw_app', 'usage') as member
  from pg_roles r where r.rolname = current_user`

function faultOf({ superuser, bypasses, owns, edits_trail, member }: Powers): string | undefined {
  if (superuser) return 'is a superuser'
  if (bypasses) return 'bypasses row-level security'
  if (owns) return `owns ${owns}`
  if (edits_trail) return 'may change the trail'
  return member ? undefined : 'is no member of bylaw_app'
}
