import pg from 'pg'

/** Differ though everything is the same: a salt, and ids that the product's own seeds make anew. */
const salted: Record<string, string> = {
  'kernel.account_credential': "- 'password'",
  'kernel.approval_request': "- 'flow_version_id'",
  'kernel.form_response': "- 'form_version_id'",
}

/** One checksum over all rows of these tables, whatever order they lie in. */
export async function checksum(url: string, tables: readonly string[]): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    const sums: Record<string, string> = {}
    for (const table of [...tables].sort()) {
      const { rows } = await client.query<{ sum: string }>(
        `select md5(string_agg(line, '' order by line)) sum
         from (select md5((to_jsonb(t) ${salted[table] ?? ''})::text) line from ${table} t) r`,
      )
      sums[table] = rows[0]!.sum
    }
    return sums
  } finally {
    await client.end()
  }
}
