/** Writes db/types.ts and db/schema.sql from a database that was just migrated. Run by `npm run generate`. */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../src/kernel/db/embedded.ts'
import { migrate } from '../src/kernel/db/migrate.ts'
import { describeSchema } from './describe-schema.ts'

const root = path.resolve(import.meta.dirname, '..')

/** `target` is the folder that gets types.ts and schema.sql: `db/`, or a scratch one when freshness is checked. */
export async function generateDb(target: string) {
  const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-generate-'))
  chmodSync(scratch, 0o755)
  const engine = await startEmbedded({ dir: path.join(scratch, 'pg'), durable: false })
  try {
    await migrate(engine.url)
    execFileSync(
      path.join(root, 'node_modules/.bin/kysely-codegen'),
      [
        ...['--dialect', 'postgres', '--url', engine.url, '--out-file', path.join(target, 'types.ts')],
        ...['--include-pattern', '!(public).*', '--log-level', 'error', '--date-parser', 'string'],
        ...['--type-mapping', '{"timestamptz":"Instant","int8":"Whole","numeric":"Whole","jsonb":"Stored"}'],
      ],
      { stdio: ['ignore', 'ignore', 'inherit'], cwd: root },
    )
    const types = path.join(target, 'types.ts')
    const columnTypes = "import type { Instant, Stored, Whole } from '../src/kernel/db/column-types.ts'"
    writeFileSync(
      types,
      readFileSync(types, 'utf8').replace(/^import type \{ ColumnType \}.*$/m, `$&\n${columnTypes}`),
    )
    const client = new pg.Client({ connectionString: engine.url })
    await client.connect()
    writeFileSync(path.join(target, 'schema.sql'), await describeSchema(client))
    await client.end()
  } finally {
    await engine.stop()
    rmSync(scratch, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename)
  await generateDb(path.resolve(process.argv[2] ?? path.join(root, 'db')))
