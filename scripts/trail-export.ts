import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { Fault } from '../src/kernel/db/fault.ts'
import { writeRecord } from '../src/kernel/trail/export.ts'
import { withTrail } from './trail/open-trail.ts'

/**
 * Writes the whole trail with its checkpoints to a file that `npm run trail:verify -- <file>` verifies anywhere.
 *   npm run trail:export -- trail.ndjson
 */
async function main(): Promise<void> {
  const [file] = parseArgs({ allowPositionals: true }).positionals
  if (!file) throw new Fault('Name the file to write: npm run trail:export -- trail.ndjson')
  const { entries, public_key } = await withTrail(async ({ read, public_key }) => {
    const out = createWriteStream(file, { flags: 'wx', encoding: 'utf8' })
    await once(out, 'open')
    let entries = 0
    for await (const record of read({ copy: true })) {
      if ('entry' in record) entries += 1
      if (!out.write(`${writeRecord(record)}\n`)) await once(out, 'drain')
    }
    out.end()
    await finished(out)
    return { entries, public_key }
  })
  console.log(`${entries} entries written to ${file}.`)
  console.log(`Keep the public key apart from it: ${public_key}`)
}

main().catch((error: unknown) => {
  const { code } = error as NodeJS.ErrnoException
  const known = error instanceof Fault || code === 'EEXIST' || code === 'ENOENT' || code === 'EACCES'
  console.error(known ? (error as Error).message : (error as Error).stack)
  process.exitCode = 2
})
