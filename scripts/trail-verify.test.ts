import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { makeCheckpoint } from '../src/kernel/trail/checkpoint.ts'
import { startApp } from '../test/support/app.ts'

const app = await startApp()
const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-trail-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const { DATABASE_URL, SECRET, DATA_DIR } = app.kernel.configuration
const shanghai = app.org('上海分公司')

function run(script: string, args: string[] = [], env: Record<string, string | undefined> = {}) {
  const given = { PATH: process.env.PATH, DATABASE_URL, SECRET, DATA_DIR, ...env } as NodeJS.ProcessEnv
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(import.meta.dirname, script), ...args],
    { env: given, encoding: 'utf8' },
  )
  return { status, said: stdout + stderr }
}
const file = (name: string) => path.join(scratch, name)

test('a trail is exported and verified anywhere; one changed entry is named', async () => {
  for (const title of ['一', '二', '三'])
    await app.system(async (ctx) =>
      ctx.record({
        ...{ action: 'org.organisation.create', org_id: shanghai.id, title },
        ...{ subject_type: 'organisation', subject_id: shanghai.id },
      }),
    )
  await makeCheckpoint(app.kernel)
  expect(run('trail-verify.ts')).toMatchObject({ status: 0, said: expect.stringContaining('is whole: ') })

  const exported = run('trail-export.ts', [file('trail.ndjson')])
  expect(exported.status, exported.said).toBe(0)
  const key = /public key apart from it: (\S+)/.exec(exported.said)?.[1] as string
  expect(run('trail-export.ts', [file('trail.ndjson')]).status).toBe(2)

  const away = { DATABASE_URL: undefined, SECRET: undefined, DATA_DIR: file('nowhere') }
  expect(run('trail-verify.ts', [file('trail.ndjson'), '--key', key], away)).toMatchObject({
    status: 0,
    said: expect.stringContaining('2 signed checkpoints'),
  })
  const text = readFileSync(file('trail.ndjson'), 'utf8')
  writeFileSync(file('unsigned.ndjson'), text.replaceAll(/^\{"checkpoint".*\n/gm, ''))
  expect(run('trail-verify.ts', [file('unsigned.ndjson')], away)).toMatchObject({
    status: 1,
    said: expect.stringMatching(/Entry 1 of .* signed by no checkpoint[\s\S]*the one the file names/),
  })
  writeFileSync(file('forged.ndjson'), text.replace('"二"', '"贰"'))
  const forged = run('trail-verify.ts', [file('forged.ndjson'), '--key', key], away)
  expect(forged.status).toBe(1)
  expect(forged.said).toContain(`Entry 2 of ${shanghai.id} (org.organisation.create, id `)
  expect(forged.said).toContain('was changed afterwards')
  expect(run('trail-verify.ts', [file('trail.ndjson'), '--key', 'another'], away).status).toBe(1)
  writeFileSync(file('other.ndjson'), 'no trail at all\n')
  expect(run('trail-verify.ts', [file('other.ndjson')], away)).toMatchObject({
    status: 2,
    said: expect.stringContaining('Line 1 is not part of an exported trail.'),
  })
}, 60_000)

test('what the owner of the database changed is named in the database itself', async () => {
  await app.owner.transaction().execute(async (tx) => {
    await sql`alter table kernel.trail_entry disable trigger all`.execute(tx)
    await sql`update kernel.trail_entry set subject_title = '改' where subject_title = '三'`.execute(tx)
    await sql`alter table kernel.trail_entry enable trigger all`.execute(tx)
  })
  const { status, said } = run('trail-verify.ts')
  expect(status).toBe(1)
  expect(said).toContain('Entry 3 of HD-SH 上海分公司 (org.organisation.create, id ')
  expect(said).toContain('The trail is NOT whole')
}, 60_000)
