import pg from 'pg'

/** Makes a database of the embedded engine where there is none of that name. */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${name}`)
  } finally {
    await client.end()
  }
}

/** Another setting for the whole engine, from now on. */
export async function tune(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
    await client.query('select pg_reload_conf()')
  } finally {
    await client.end()
  }
}
