import { parseArgs } from 'node:util'
import { Fault } from '../src/kernel/db/fault.ts'
import { readRecordsFrom } from '../src/kernel/trail/export.ts'
import { verifyTrail } from '../src/kernel/trail/verify.ts'
import { withTrail } from './trail/open-trail.ts'
import { sayVerdict } from './trail/say-verdict.ts'

/**
 * Works every chain of the trail out anew and names the first bad entry of each: of this installation's database, or,
 * with a file's name, of an exported trail, for which neither the database nor the installation is needed.
 *   npm run trail:verify [-- trail.ndjson [--key <public key>]]
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { key: { type: 'string' } }, allowPositionals: true })
  const [file] = positionals
  const { lines, good } = file ? await verifyFile(file, values.key) : await verifyDatabase(values.key)
  for (const line of lines) console.log(line)
  if (!good) process.exitCode = 1
}

async function verifyFile(file: string, public_key: string | undefined) {
  const verdict = await verifyTrail(readRecordsFrom(file), { public_key, copy: true })
  const warning = public_key
    ? []
    : ['That key is the one the file names: compare it with the one you kept, or give --key.']
  return { lines: [...sayVerdict(verdict), ...warning], good: verdict.faults.length === 0 }
}

function verifyDatabase(key: string | undefined) {
  return withTrail(async ({ tx, read, public_key }) => {
    const verdict = await verifyTrail(read(), { public_key: key ?? public_key })
    const bad = verdict.faults.flatMap(({ org_id }) => org_id ?? [])
    const named = bad.length
      ? await tx
          .selectFrom('kernel.organisation')
          .select(['id', 'code', 'name'])
          .where('id', 'in', bad)
          .execute()
      : []
    const names = new Map(named.map(({ id, code, name }) => [id, `${code} ${name}`]))
    return { lines: sayVerdict(verdict, (id) => names.get(id) ?? id), good: verdict.faults.length === 0 }
  })
}

main().catch((error: unknown) => {
  const known = error instanceof Fault || (error as NodeJS.ErrnoException).code === 'ENOENT'
  console.error(known ? (error as Error).message : (error as Error).stack)
  process.exitCode = 2
})
