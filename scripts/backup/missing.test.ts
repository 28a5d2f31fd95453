import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { placeOf } from '../../src/kernel/files/blobs.ts'
import { eraseFiles } from '../../src/kernel/files/erase.ts'
import { storeFile } from '../../src/kernel/files/store.ts'
import { startApp } from '../../test/support/app.ts'
import { findMissing } from './missing.ts'

const app = await startApp()
const { filesDir } = app.kernel
const org_id = app.org('上海分公司').id
const subject_id = '00000000-0000-7000-8000-000000000001'

test('a backup made before files could be erased is looked through as well as one of today, where what was erased is not missed', async () => {
  const [lost, erased] = await app.system(async (ctx) => {
    ctx.unchanged()
    const keep = (text: string, about: object) =>
      storeFile(ctx, { org_id, name: 'a.txt', bytes: Buffer.from(text), ...about })
    const about = { subject_type: 'test', subject_id }
    const made = [await keep('lost', {}), await keep('erased', about)]
    await keep('kept', {})
    await eraseFiles(ctx, { org_id, ...about })
    return made.map(({ sha256 }) => sha256)
  })
  for (const sha256 of [lost!, erased!]) rmSync(placeOf(filesDir, sha256))
  const now = await app.owner.transaction().execute((tx) => findMissing(tx, filesDir))
  expect(now.missing).toEqual([lost])
  const back = new Error('the column is there again')
  const older = app.owner.transaction().execute(async (tx) => {
    await sql`alter table kernel.file drop column erased_at`.execute(tx)
    const { named, missing } = await findMissing(tx, filesDir)
    expect(named).toBe(now.named + 1)
    expect(missing.toSorted()).toEqual([lost, erased].toSorted())
    throw back
  })
  await expect(older).rejects.toBe(back)
})
