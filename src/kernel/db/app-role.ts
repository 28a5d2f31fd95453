import { createHmac } from 'node:crypto'
import pg from 'pg'

/**
 * Makes (or renews the password of) the login role the app connects as: a member of bylaw_app, owner of nothing,
 * without BYPASSRLS. The password follows from the installation's secret, so that several servers agree on it.
 * Returns the app's connection string.
 */
export async function ensureAppRole(ownerUrl: string, secret: string): Promise<string> {
  const url = new URL(ownerUrl)
  const database = decodeURIComponent(url.pathname.slice(1)) || 'postgres'
  const role = `bylaw_app_${database}`.slice(0, 63)
  const password = createHmac('sha256', secret).update(`app-role:${database}`).digest('base64url')
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const name = client.escapeIdentifier(role)
    await client.query("select pg_advisory_lock(hashtext('bylaw.app-role'))")
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
    if (!rowCount) await client.query(`create role ${name} login nosuperuser nocreatedb nocreaterole`)
    await client.query(`alter role ${name} login password ${client.escapeLiteral(password)}`)
    await client.query(`grant bylaw_app to ${name}`)
  } finally {
    await client.end()
  }
  url.username = encodeURIComponent(role)
  url.password = encodeURIComponent(password)
  return url.toString()
}
