import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { makeDb, makePool } from '../../src/kernel/db/pool.ts'
import { hashOfBlob } from '../../src/kernel/files/blobs.ts'
import { signingKey } from '../../src/kernel/trail/key.ts'
import { inSnapshot, readRecords } from '../../src/kernel/trail/records.ts'
import { verifyTrail } from '../../src/kernel/trail/verify.ts'
import type { Write } from './writing.ts'

/** What the database and the files say, past the program. */
export async function look(
  { url, dir }: { url: string; dir: string },
  acknowledged: Write[],
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const pool = makePool({ url, max: 1 })
  try {
    const count = async (text: string, what: string) => {
      const { rows } = await client.query<{ name: string }>(text)
      return rows.map(({ name }) => `${what}: ${name}`)
    }
    const people = await client.query<{ name: string }>(
      `select name from kernel.person where name ~ '^\\d+\\.'`,
    )
    const files = await client.query<{ name: string; sha256: string }>(
      `select name, sha256 from kernel.file where name ~ '^\\d+\\.'`,
    )
    const there = [
      ...people.rows.map(({ name }) => name),
      ...files.rows.map(({ name }) => name.replace(/\.pdf$/, '')),
    ]
    const once = new Set(there)
    const promised = new Set(acknowledged.map(({ name }) => name))
    const { publicKey: public_key } = signingKey(readFileSync(join(dir, 'secret'), 'utf8').trim())
    const verdict = await inSnapshot(makeDb(pool), (tx) =>
      verifyTrail(readRecords(tx, { public_key, made_at: new Date().toISOString() }), { public_key }),
    )
    const whole = await Promise.all(files.rows.map((one) => isWhole(dir, one)))
    const lost = files.rows.filter((_, at) => !whole[at])
    return [
      ...acknowledged
        .filter(({ name }) => !once.has(name))
        .map(({ name }) => `acknowledged and lost: ${name}`),
      ...there.filter((name, at) => there.indexOf(name) !== at).map((name) => `there twice: ${name}`),
      ...there.filter((name) => !promised.has(name)).map((name) => `there, and nobody was told: ${name}`),
      ...(await count(halfPeople, 'half a person')),
      ...(await count(halfFiles, 'half an upload')),
      ...(await count('select key name from kernel.idempotency where status is null', 'half an answer')),
      ...lost.map(({ name }) => `bytes lost: ${name}`),
      // In its first hours an installation has no checkpoint yet.
      ...verdict.faults
        .filter(({ kind }) => kind !== 'unsigned')
        .map((fault) => `trail: ${JSON.stringify(fault)}`),
    ]
  } finally {
    await pool.end()
    await client.end()
  }
}

const halfPeople = `
  select p.name from kernel.person p where p.name ~ '^\\d+\\.' and not (
    exists (select from kernel.assignment a where a.person_id = p.id)
    and exists (select from kernel.employee_record r where r.person_id = p.id)
    and exists (select from kernel.trail_entry t where t.subject_id = p.id and t.action = 'people.person.create'))
  union all select t.subject_title from kernel.trail_entry t
  where t.action = 'people.person.create' and not exists (select from kernel.person p where p.id = t.subject_id)`

const halfFiles = `
  select f.name from kernel.file f where f.name ~ '^\\d+\\.'
  and not exists (select from kernel.trail_entry t where t.subject_id = f.id or t.subject_title = f.name)`

async function isWhole(dir: string, { sha256 }: { sha256: string }): Promise<boolean> {
  return (await hashOfBlob(join(dir, 'files'), sha256)) === sha256
}
