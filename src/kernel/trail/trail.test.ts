import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { CastUser } from '../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { readSession } from '../access/contract.ts'
import { newId } from '../db/new-id.ts'
import type { TrailEntry } from '../http/context.ts'
import { type Checkpoint, makeCheckpoint } from './checkpoint.ts'
import { readChain, readTrail } from './contract.ts'
import { parseRecords, writeRecord } from './export.ts'
import { signingKey } from './key.ts'
import { inSnapshot, readRecords, type TrailRecord } from './records.ts'
import { verifyTrail } from './verify.ts'

const app = await startApp()
const shanghai = app.org('上海分公司')
const guangzhou = app.org('广州分公司')

const happen = (org_id: string, title: string, more: Partial<TrailEntry> = {}) =>
  app.system(async (ctx) =>
    ctx.record({
      action: 'org.organisation.rename',
      org_id,
      subject_type: 'organisation',
      subject_id: org_id,
      title,
      ...more,
    }),
  )
const read = async (user: CastUser, query = {}) => (await app.as(user).call(readTrail, { query })).items
const titles = async (user: CastUser, query = {}) =>
  (await read(user, query)).map(({ subject }) => subject.title)

describe('the history', () => {
  test('shows who did what, the latest first, with what changed', async () => {
    const subject_id = newId()
    await happen(shanghai.id, '旧名', { subject_id })
    app.clock.advance(60_000)
    await happen(shanghai.id, '新名', { subject_id, diff: { name: ['旧名', '新名'] }, note: '更名' })
    const [last, first, ...rest] = await read('li.wei', { subject_id })
    expect(rest).toEqual([])
    expect(first?.subject.title).toBe('旧名')
    expect(last).toMatchObject({
      actor: { kind: 'system' },
      organisation: { name: '上海分公司' },
      subject: { title: '新名', link: `/organisations/${subject_id}` },
      diff: { name: ['旧名', '新名'] },
      note: '更名',
      at: '2026-11-23T02:01:00Z',
    })
  })

  test('ends where reach ends', async () => {
    await happen(guangzhou.id, '广州的事')
    expect(await titles('zheng.kai')).toContain('广州的事')
    expect(await titles('li.wei')).not.toContain('广州的事')
    expect(await titles('fang.yi')).toContain('广州的事')
    expect((await refusalOf(app.anonymous.call(readTrail))).status).toBe(401)
  })

  test('shows of a matter no more than its own part would', async () => {
    await happen(shanghai.id, '校准', {
      action: 'approvals.flow.edit',
      subject_type: 'approval_flow',
      subject_id: newId(),
    })
    await happen(shanghai.id, '无人能读', { action: 'secret.thing.edit', subject_type: 'secret' })
    expect(await titles('zhou.ting')).toContain('校准')
    expect(await titles('li.wei')).not.toContain('校准')
    expect(await titles('zhou.ting')).not.toContain('无人能读')
    expect(await titles('fang.yi')).toContain('无人能读')
    expect(await titles('shen.jing')).toContain('无人能读')
  })

  test('can be narrowed to an action, an organisation, days and words', async () => {
    const query = { org_id: shanghai.id }
    expect(await titles('fang.yi', { ...query, action: 'approvals.flow' })).toEqual(['校准'])
    expect(await titles('fang.yi', { ...query, action: 'approvals.flo' })).toEqual([])
    expect(await titles('fang.yi', { ...query, without: 'approvals' })).not.toContain('校准')
    expect(await titles('fang.yi', { ...query, without: 'approvals' })).toContain('新名')
    expect(await titles('fang.yi', { ...query, q: '新' })).toEqual(['新名'])
    const under = { q: '新名', under: app.org('华东区').id }
    expect(await titles('fang.yi', under)).toEqual(['新名'])
    expect(await titles('fang.yi', { ...under, under: app.org('华南区').id })).toEqual([])
    expect(await titles('fang.yi', { ...query, at_to: '2026-11-22' })).toEqual([])
    expect((await titles('fang.yi', { ...query, at_from: '2026-11-23' })).length).toBeGreaterThan(2)
    expect(await titles('fang.yi', { ...query, since: '2026-11-23T02:00:30Z', q: '名' })).toEqual(['新名'])
  })
})

describe('the chain', () => {
  const records = async ({ copy } = { copy: false }) => {
    const all: TrailRecord[] = []
    const key = copy ? signingKey(app.kernel.configuration.secret) : undefined
    const header = { public_key: await publicKey(), made_at: app.clock.now.toISOString(), key }
    await inSnapshot(app.kernel.db, async (tx) => {
      for await (const record of readRecords(tx, header)) all.push(structuredClone(record))
    })
    return all
  }
  const publicKey = async () => (await app.as('fang.yi').call(readChain)).public_key
  const verify = async (list: TrailRecord[], { copy } = { copy: false }) => {
    async function* each() {
      yield* structuredClone(list)
    }
    return verifyTrail(each(), { public_key: await publicKey(), copy })
  }

  test('stands as long as nobody touches it, whatever was written', async () => {
    const at = new Date('2026-01-02T03:04:05.600Z')
    await happen(shanghai.id, '杂', {
      diff: { at: [null, at], z: [{ b: 1, a: [1.5, true] }, undefined], n: [1e21, ''] },
    })
    await app.as('li.wei').call(readSession)
    expect((await verify(await records())).faults).toMatchObject([{ kind: 'unsigned', org_id: null }])
    const verdict = await verify(await records({ copy: true }), { copy: true })
    expect(verdict.faults).toEqual([])
    expect(verdict.entries).toBeGreaterThan(5)
    expect(await app.as('fang.yi').call(readChain)).toMatchObject({ entries: verdict.entries })
  })

  test('stands whatever text comes in, also what no database can hold', async () => {
    const unit = fc.oneof(fc.nat({ max: 0xffff }), fc.constantFrom(0, 0xd800, 0xdc00, 0x5c, 0x22))
    const text = fc.array(unit, { minLength: 1, maxLength: 12 }).map((units) => String.fromCharCode(...units))
    await fc.assert(
      fc.asyncProperty(text, text, async (title, note) => {
        await happen(shanghai.id, title, { note, diff: { [title]: [note, { [note]: title }] } })
      }),
      { numRuns: 40 },
    )
    expect((await verify(await records({ copy: true }), { copy: true })).faults).toEqual([])
  })

  test('is signed where it stands, once per change', async () => {
    const made = (await makeCheckpoint(app.kernel)) as Checkpoint
    expect(made.heads.length).toBeGreaterThan(1)
    expect(await makeCheckpoint(app.kernel)).toBeUndefined()
    expect(await app.as('fang.yi').call(readChain)).toMatchObject({ checkpoint: { id: made.id } })
    expect(await verify(await records())).toMatchObject({ checkpoints: 1, faults: [] })
    expect((await refusalOf(app.as('li.wei').call(readChain))).status).toBe(403)
  })

  test('can’t be changed through the app, nor its checkpoints', async () => {
    for (const statement of [
      `update kernel.trail_entry set note = 'x'`,
      'delete from kernel.trail_entry',
      `update kernel.trail_checkpoint set signature = 'x'`,
      'delete from kernel.trail_checkpoint',
    ])
      await expect(app.system((ctx) => sql.raw(statement).execute(ctx.tx))).rejects.toThrow(
        'permission denied',
      )
    await expect(sql.raw(`update kernel.trail_entry set note = 'x'`).execute(app.owner)).rejects.toThrow(
      'trail entries are never changed',
    )
  })

  test('is written to a file that is verified without the system', async () => {
    const lines = (await records()).map(writeRecord)
    const text = lines.join('\n')
    const verdict = await verifyTrail(parseRecords(text.split('\n')), { public_key: await publicKey() })
    expect(verdict).toMatchObject({ checkpoints: 1, signed: verdict.entries, faults: [] })
    const torn = await verifyTrail(parseRecords(lines.slice(0, -1)))
    expect(torn.faults).toMatchObject([{ kind: 'torn' }])
    const forged = text.replace('新名', '假名')
    expect((await verifyTrail(parseRecords(forged.split('\n')))).faults).toMatchObject([{ kind: 'changed' }])
  })

  test('names the entry that the owner of the database changed behind its back', async () => {
    const entry = await app.owner
      .selectFrom('kernel.trail_entry')
      .select(['id', 'seq', 'org_id'])
      .where('subject_title', '=', '新名')
      .executeTakeFirstOrThrow()
    await asOwner(`update kernel.trail_entry set subject_title = '改名' where id = '${entry.id}'`)
    expect((await verify(await records())).faults).toEqual([
      { kind: 'changed', ...entry, action: 'org.organisation.rename' },
    ])
    await asOwner(`update kernel.trail_entry set subject_title = '新名' where id = '${entry.id}'`)
    expect((await verify(await records())).faults).toEqual([])
  })

  test('shows what was taken out, cut off, or worked out anew from the beginning', async () => {
    const all = await records()
    const entries = all.flatMap((record) => ('entry' in record ? [record.entry] : []))
    const own = entries.filter((entry) => entry.org_id === shanghai.id)
    const without = (id: string | undefined) =>
      all
        .filter((record) => !('entry' in record && record.entry.id === id))
        .map((record) => ('end' in record ? { end: { entries: entries.length - 1 } } : record))
    expect((await verify(without(own[1]?.id))).faults).toMatchObject([{ kind: 'missing', seq: 3 }])
    expect((await verify(without(own.at(-1)?.id))).faults).toMatchObject([{ kind: 'cut' }])

    await app.owner.transaction().execute(async (tx) => {
      await sql.raw('alter table kernel.trail_entry disable trigger all').execute(tx)
      const last = own.at(-1)!
      const { hashEntry } = await import('./hash.ts')
      const { previous_hash, hash: _, ...hashed } = last
      const at = new Date(last.at).toISOString()
      const hash = hashEntry(Buffer.from(previous_hash, 'hex'), { ...hashed, at, note: '伪造' })
      await tx
        .updateTable('kernel.trail_entry')
        .set({ note: '伪造', hash })
        .where('id', '=', last.id)
        .execute()
      await tx.updateTable('kernel.trail_head').set({ hash }).where('org_id', '=', last.org_id).execute()
      await sql.raw('alter table kernel.trail_entry enable trigger all').execute(tx)
    })
    expect((await verify(await records())).faults).toMatchObject([
      { kind: 'replaced', org_id: shanghai.id, id: own.at(-1)?.id },
    ])
  })

  test('never passes for whole when a checkpoint is left out, or comes after what it would disprove', async () => {
    const all = await records({ copy: true })
    const without = all.filter((record) => !('checkpoint' in record))
    const { faults } = await verify(without, { copy: true })
    expect(faults.length).toBeGreaterThan(1)
    expect(new Set(faults.map(({ kind, seq }) => `${kind} ${seq}`))).toEqual(new Set(['unsigned 1']))
    expect((await verify(without)).faults).toMatchObject([{ kind: 'unsigned', org_id: null }])
    const last = all.filter((record) => !('checkpoint' in record || 'end' in record))
    const later = [...last, ...all.filter((record) => 'checkpoint' in record || 'end' in record)]
    await expect(verify(later)).rejects.toThrow('out of order: checkpoint after entry')
  })

  test('shows an organisation whose whole chain is gone', async () => {
    const all = await records()
    const rest = all.filter(
      (record) =>
        !('entry' in record && record.entry.org_id === guangzhou.id) &&
        !('head' in record && record.head[0] === guangzhou.id) &&
        !('end' in record),
    )
    const entries = rest.filter((record) => 'entry' in record).length
    const { faults } = await verify([...rest, { end: { entries } }])
    expect(faults).toContainEqual({ kind: 'gone', org_id: guangzhou.id, seq: 1, id: null, action: null })
  })

  test('shows a chain that was written anew and signed again afterwards', async () => {
    await makeCheckpoint(app.kernel)
    const { faults } = await verify(await records())
    expect(faults).toMatchObject([{ kind: 'replaced', org_id: shanghai.id }])
  })

  test('believes only checkpoints signed with the installation’s key', async () => {
    const all = await records()
    const other = all.map((record) =>
      'checkpoint' in record
        ? { checkpoint: { ...record.checkpoint, made_at: '2026-11-20T00:00:00.000Z' } }
        : record,
    )
    expect((await verify(other)).faults[0]).toMatchObject({ kind: 'forged' })
  })

  async function asOwner(statement: string) {
    await app.owner.transaction().execute(async (tx) => {
      await sql.raw('alter table kernel.trail_entry disable trigger all').execute(tx)
      await sql.raw(statement).execute(tx)
      await sql.raw('alter table kernel.trail_entry enable trigger all').execute(tx)
    })
  }
})

test('of a draft that was kept nine times, and of anything else, the latest is one line', async () => {
  const [draft, other] = [newId(), newId()]
  const since = app.clock.now.toISOString()
  for (let kept = 1; kept <= 9; kept++) {
    app.clock.advance(20_000)
    await happen(shanghai.id, `草稿 ${kept}`, { subject_id: draft })
    if (kept === 4) await happen(shanghai.id, '另一件事', { subject_id: other })
  }
  const ours = (all: string[]) => all.filter((title) => /草稿|另一件事/.test(title))
  const latest = { since, latest: 'true' }
  expect(ours((await titles('li.wei', latest)) as string[])).toEqual(['草稿 9', '另一件事'])
  expect(ours((await titles('li.wei', { since })) as string[])).toHaveLength(10)
  const first = await app.as('li.wei').call(readTrail, { query: { ...latest, limit: 1 } })
  const next = await app.as('li.wei').call(readTrail, { query: { ...latest, limit: 1, after: first.next! } })
  expect([...first.items, ...next.items].map(({ subject }) => subject.title)).toEqual(['草稿 9', '另一件事'])
})
