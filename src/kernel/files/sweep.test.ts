import { copyFileSync, existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { asSystem } from '../http/open-context.ts'
import { keepBlob, placeOf } from './blobs.ts'
import { eraseFiles } from './erase.ts'
import { seizeBytes } from './hold.ts'
import { moveFiles } from './move.ts'
import { removeFile } from './remove.ts'
import { dropSpooled, spool } from './spool.ts'
import { storeFile } from './store.ts'
import { sweepBytes } from './sweep.ts'

const app = await startApp({ now: '2030-03-04T02:00:00.000Z', quiet: true })
const { filesDir } = app.kernel
const org_id = app.org('上海分公司').id
const other = app.org('苏州合作网点').id
const pdf = (text: string) => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`)
const there = (sha256: string) => existsSync(placeOf(filesDir, sha256))
/** Written a month before; the disk's clock knows nothing of the test's. */
const age = (path: string) => utimesSync(path, new Date('2030-02-01'), new Date('2030-02-01'))

async function kept(text: string, subject_id: string) {
  const file = await app.system(async (ctx) => {
    ctx.unchanged()
    return storeFile(ctx, { org_id, subject_type: 'test', subject_id, name: 'a.pdf', bytes: pdf(text) })
  })
  age(placeOf(filesDir, file.sha256))
  return file
}
const erase = (subject_id: string) =>
  app.system(async (ctx) => {
    ctx.unchanged()
    await eraseFiles(ctx, { org_id, subject_type: 'test', subject_id })
  })
/** From one nightly round to the next, when the second began a little earlier in its minute. */
const night = 86_400_000 - 50_000
const subject = (n: number) => `00000000-0000-7000-8000-00000000000${n}`

test('erased bytes go the night after, once no other attachment has the same; what was only removed stays', async () => {
  const alone = await kept('alone', subject(1))
  const shared = await kept('shared', subject(1))
  await kept('shared', subject(2))
  const removed = await kept('removed', subject(3))
  await app.system(async (ctx) => {
    ctx.unchanged()
    await removeFile(ctx, removed)
  })
  await erase(subject(1))
  expect(await sweepBytes(app.kernel, asSystem)).toBe(0)
  app.clock.advance(night)
  expect(await sweepBytes(app.kernel, asSystem)).toBe(1)
  expect([alone, shared, removed].map(({ sha256 }) => there(sha256))).toEqual([false, true, true])
  await erase(subject(2))
  app.clock.advance(night)
  expect(await sweepBytes(app.kernel, asSystem)).toBe(1)
  expect(there(shared.sha256)).toBe(false)
})

test('of a removed attachment that is erased nothing is left either: neither its name nor its bytes', async () => {
  const file = await kept('removed and erased', subject(4))
  await app.system(async (ctx) => {
    ctx.unchanged()
    await removeFile(ctx, file)
  })
  await erase(subject(4))
  app.clock.advance(night)
  expect(await sweepBytes(app.kernel, asSystem)).toBe(1)
  const row = app.owner.selectFrom('kernel.file').select(['name', 'meta']).where('id', '=', file.id)
  expect(await row.executeTakeFirst()).toEqual({ name: '', meta: {} })
})

test('bytes no row names are set apart once they are old, and what was half written goes; fresh ones may be on their way', async () => {
  const left = async (text: string) => {
    const spooled = await spool(filesDir, [pdf(text)])
    await keepBlob(filesDir, spooled)
    await dropSpooled(spooled)
    return placeOf(filesDir, spooled.sha256)
  }
  const old = await left('rolled back long ago')
  const half = `${old}.0b8f5d2e-half`
  writeFileSync(half, '%PDF')
  for (const file of [old, half]) age(file)
  const fresh = await left('just arriving')
  utimesSync(fresh, app.kernel.clock(), app.kernel.clock())
  expect(await sweepBytes(app.kernel, asSystem)).toBe(1)
  expect([old, half, fresh].map((file) => existsSync(file))).toEqual([false, false, true])
  const apart = path.join(filesDir, 'swept', path.basename(old))
  app.clock.advance(29 * 86_400_000)
  await sweepBytes(app.kernel, asSystem)
  expect(existsSync(apart)).toBe(true)
  app.clock.advance(86_400_001)
  await sweepBytes(app.kernel, asSystem)
  expect(existsSync(apart)).toBe(false)
})

test('a database taken back to before an upload, and forward again, has its bytes the night after; erased since, nothing is left', async () => {
  const file = await kept('back and forth', subject(8))
  const rows = app.owner.selectFrom('kernel.file').selectAll().where('id', '=', file.id)
  const { meta, ...row } = await rows.executeTakeFirstOrThrow()
  await app.owner.deleteFrom('kernel.file').where('id', '=', file.id).execute()
  expect(await sweepBytes(app.kernel, asSystem)).toBe(1)
  const apart = path.join(filesDir, 'swept', file.sha256)
  expect([there(file.sha256), existsSync(apart)]).toEqual([false, true])
  await app.owner
    .insertInto('kernel.file')
    .values({ ...row, meta: JSON.stringify(meta) })
    .execute()
  app.clock.advance(40 * 86_400_000)
  await sweepBytes(app.kernel, asSystem)
  expect([there(file.sha256), existsSync(apart)]).toEqual([true, false])
  // Another copy lies apart: what is erased goes from there as well.
  copyFileSync(placeOf(filesDir, file.sha256), apart)
  await erase(subject(8))
  app.clock.advance(night)
  await sweepBytes(app.kernel, asSystem)
  expect([there(file.sha256), existsSync(apart)]).toEqual([false, false])
})

test('what a killed server left of an upload goes at night, not only at the next start', async () => {
  const left = await spool(filesDir, [pdf('half an upload')])
  age(left.path)
  await sweepBytes(app.kernel, asSystem)
  expect(existsSync(left.path)).toBe(false)
})

test('the bytes of an attachment that is just going over to another organisation stay', async () => {
  const { sha256 } = await kept('moving', subject(9))
  await app.system(async (ctx) => {
    ctx.unchanged()
    await moveFiles(ctx, { org_id, subject_id: subject(9) }, { org_id: other, subject_id: subject(9) })
    const [{ seized }] = await app.owner
      .transaction()
      .execute(async (tx) => [{ seized: await seizeBytes(tx, sha256) }] as const)
    expect(seized).toBe(false)
  })
})

test('the same bytes uploaded again while they are swept away are there when the upload is done', async () => {
  const { sha256 } = await kept('again', subject(5))
  await erase(subject(5))
  app.clock.advance(night)
  const again = await app.system(async (ctx) => {
    ctx.unchanged()
    const bytes = pdf('again')
    const file = await storeFile(ctx, {
      org_id,
      subject_type: 'test',
      subject_id: subject(6),
      name: 'a.pdf',
      bytes,
    })
    // Not committed yet: nobody else sees the row.
    await sweepBytes(app.kernel, asSystem)
    return file
  })
  expect(again.sha256).toBe(sha256)
  await sweepBytes(app.kernel, asSystem)
  expect(there(sha256)).toBe(true)
})

test('a database that was pointed at the files of another one takes none of them for its own', async () => {
  const old = await kept('of the other one', subject(7))
  const mark = path.join(filesDir, 'belongs-to')
  const ours = readFileSync(mark, 'utf8')
  writeFileSync(mark, 'of another database')
  await erase(subject(7))
  app.clock.advance(night)
  expect(await sweepBytes(app.kernel, asSystem)).toBe(0)
  expect(there(old.sha256)).toBe(true)
  writeFileSync(mark, ours)
  expect(await sweepBytes(app.kernel, asSystem)).toBe(1)
})
