import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { cancelJob, readJob } from '../../../../kernel/jobs/contract.ts'
import { workOff } from '../../../../kernel/jobs/worker.ts'
import { listOrganisations } from '../../../../kernel/org/contract.ts'
import { createOrganisation } from '../../../../kernel/org/create.ts'
import { search } from '../../../../kernel/search/contract.ts'
import { readTrail } from '../../../../kernel/trail/contract.ts'
import { readRecords } from '../../../../kernel/trail/records.ts'
import { verifyTrail } from '../../../../kernel/trail/verify.ts'
import * as contract from '../contract.ts'

const app = await startApp()
const zhou = app.as('zhou.ting')
const network = readFileSync(new URL('../fixtures/network.csv', import.meta.url))

const upload = (bytes: Buffer, name = 'network.csv') =>
  zhou.upload(contract.uploadNetwork, { file: { name, bytes } })
const read = (id: string) => zhou.call(contract.readImport, { params: { id } })
const check = async ({ id, version }: { id: string; version: number }) => {
  await zhou.call(contract.checkNetwork, { params: { id }, body: { version } })
  await workOff(app.kernel)
  return read(id)
}
const bringIn = async (
  { id, version }: { id: string; version: number },
  doubtful: 'import' | 'leave_out' = 'import',
) => {
  await zhou.call(contract.importNetwork, { params: { id }, body: { version, doubtful } })
  await workOff(app.kernel)
  return read(id)
}
const count = async () => {
  const { n } = await app.owner
    .selectFrom('kernel.organisation')
    .select((on) => on.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}
const brokenChains = () =>
  app.system(async ({ tx }) => {
    const records = readRecords(tx, { public_key: '', made_at: app.clock.now.toISOString() })
    const { faults } = await verifyTrail(records)
    // No checkpoint is made in this test: nothing is signed.
    return faults.filter(({ kind }) => kind !== 'unsigned')
  })

test('a file is read, mapped by its headers, and nothing enters the network before the import', async () => {
  const before = await count()
  const found = await upload(network)
  expect(found).toMatchObject({
    ...{ format: 'csv', encoding: 'utf-8', row_count: 42, state: 'mapped', remembered: false },
    ...{ under: { name: '衡远服务集团' }, can: ['map', 'check'], job: null },
    mapping: { placed_by: 'levels', columns: { external_code: 0 } },
  })
  expect(found.columns[found.mapping.columns.kind!]?.values?.length).toBeGreaterThan(1)
  const checked = await check(found)
  expect(checked).toMatchObject({ state: 'checked', summary: { rows: 42 }, can: ['map', 'check', 'import'] })
  expect(await count()).toBe(before)
})

describe('importing a checked file', () => {
  test('its organisations run under regions and cities, with their place, found by search, each with its own trail', async () => {
    const checked = await check(await upload(network))
    const { summary } = checked
    const done = await bringIn(checked)
    const { create = 0, doubtful = 0, refused = 0 } = summary!.verdicts
    expect(done).toMatchObject({
      ...{ state: 'imported', can: [] },
      result: {
        created: create + doubtful,
        refused,
        changed: 0,
        same: 0,
        left_out: 0,
        levels: summary!.levels.create,
      },
    })
    const [found] = (await zhou.call(listOrganisations, { query: { q: 'HY-0007' } })).items
    expect(found).toMatchObject({ life: 'active', parent: { name: '苏州市', kind: 'region' } })
    const place = await app.owner
      .selectFrom('establishment.premises')
      .selectAll()
      .where('org_id', '=', found!.id)
      .executeTakeFirstOrThrow()
    expect(place).toMatchObject({ province: '江苏省', city: '苏州市', ends_on: null })
    const hits = await zhou.call(search, { query: { text: found!.name } })
    expect(hits.items.map(({ id }) => id)).toContain(found!.id)
    const { items } = await zhou.call(readTrail, { query: { org_id: found!.id } })
    expect(items).toMatchObject([{ action: 'establishment.network_import.create', seq: 1 }])
    expect(await brokenChains()).toEqual([])
  })

  test('the same file once more changes nothing, and begins with the mapping used before', async () => {
    const before = await count()
    const again = await check(await upload(network))
    expect(again.summary!.verdicts).toMatchObject({ create: 0, change: 0, doubtful: 0 })
    const refusal = await refusalOf(
      zhou.call(contract.importNetwork, {
        params: { id: again.id },
        body: { version: again.version, doubtful: 'import' },
      }),
    )
    expect([refusal.code, await count()]).toEqual(['establishment.network.errors.nothing_to_do', before])
    const mapping = { ...again.mapping, join_same_name: false }
    await zhou.call(contract.mapNetwork, {
      params: { id: again.id },
      body: { version: again.version, mapping },
    })
    expect(await upload(network)).toMatchObject({ remembered: true, mapping: { join_same_name: false } })
    const first = await read(again.id)
    expect(first).toMatchObject({ state: 'mapped', summary: null })
    await zhou.call(contract.mapNetwork, {
      params: { id: again.id },
      body: { version: first.version, mapping: again.mapping },
    })
  })

  test('what a later file says differently is changed; the place before keeps its own row', async () => {
    app.clock.advance(3 * 86_400_000)
    const text = network.toString().replace('021-58880001', '021-58889999')
    const checked = await check(await upload(Buffer.from(text)))
    expect(checked.summary!.verdicts).toMatchObject({ create: 0, change: 1, doubtful: 0 })
    const { items } = await zhou.call(contract.listRows, {
      params: { id: checked.id },
      query: { verdict: 'change' },
    })
    expect(items).toMatchObject([{ code: 'HY-0001', changes: { phone: ['021-58880001', '021-58889999'] } }])
    expect((await bringIn(checked)).result).toMatchObject({ created: 0, changed: 1, levels: 0 })
    const places = await app.owner
      .selectFrom('establishment.premises')
      .select(['phone', 'address', 'ends_on'])
      .where('org_id', '=', items[0]!.organisation_id)
      .orderBy('starts_on')
      .execute()
    expect(places).toMatchObject([
      { phone: '021-58880001', ends_on: '2026-11-26' },
      { phone: '021-58889999', ends_on: null, address: places[0]!.address },
    ])
    expect(await brokenChains()).toEqual([])
  })

  test('an outlet that hangs elsewhere moves with everything below it', async () => {
    const file = (parent: string) =>
      Buffer.from(
        `编码,名称,类型,上级\nM1,甲区,区域,\nM2,乙区,区域,\nM3,丙店,分公司,${parent}\nM4,丁部,部门,M3\n`,
      )
    await bringIn(await check(await upload(file('M1'), 'tree.csv')))
    const moved = await bringIn(await check(await upload(file('M2'), 'tree.csv')))
    expect(moved.result).toMatchObject({ created: 0, changed: 1, same: 3 })
    const rows = await app.owner
      .selectFrom('kernel.organisation')
      .select(['code', 'path', 'id'])
      .where('code', 'in', ['M2', 'M3', 'M4'])
      .orderBy('code')
      .execute()
    const [m2, m3, m4] = rows.map(({ id }) => id)
    expect(rows[2]!.path.slice(1)).toEqual([m2, m3, m4])
  })
})

test('doubtful rows can be left out, with what would hang under them', async () => {
  const file = Buffer.from(
    '编码,名称,类型,上级,电话\nD1,旧店（已停业）,分公司,,\nD2,新部,部门,D1,\nD3,好店,分公司,,\n',
  )
  const checked = await check(await upload(file, 'doubt.csv'))
  expect(checked.summary!.verdicts).toMatchObject({ create: 2, doubtful: 1 })
  const { result } = await bringIn(checked, 'leave_out')
  expect(result).toMatchObject({ created: 1, left_out: 2 })
  const { total } = await zhou.call(listOrganisations, { query: { q: 'D2' } })
  expect(total).toBe(0)
})

test('a network that changed since the check is not imported into, and nothing of the file is', async () => {
  const file = Buffer.from('编码,名称,类型\nN1,南一店,分公司\nN2,南二店,分公司\n')
  const checked = await check(await upload(file, 'late.csv'))
  const root = app.org('衡远服务集团')
  await app.system((ctx) =>
    createOrganisation(ctx, { kind: 'branch', name: '别处', parent_id: root.id, code: 'N2', life: 'active' }),
  )
  const after = await bringIn(checked)
  expect(after).toMatchObject({ state: 'checked', job: { state: 'failed' } })
  const job = await zhou.call(readJob, { params: { id: after.job!.id } })
  expect(job.error).toContain('第 3 行')
  expect((await zhou.call(listOrganisations, { query: { q: 'N1' } })).total).toBe(0)
  expect((await check(after)).summary!.verdicts).toMatchObject({ create: 1 })
})

test('a row that would change more than the check said is not imported, though it was a change already', async () => {
  const row = (name: string, phone: string) =>
    Buffer.from(`编码,名称,类型,电话\nK1,${name},分公司,${phone}\n`)
  await bringIn(await check(await upload(row('西一店', '010-88880001'), 'first.csv')))
  const seen = await check(await upload(row('西一店', '010-88880002'), 'phone.csv'))
  expect(seen.summary!.verdicts).toMatchObject({ change: 1 })
  await bringIn(await check(await upload(row('西一旗舰店', '010-88880001'), 'name.csv')))
  const after = await bringIn(seen)
  expect(after).toMatchObject({ state: 'checked', job: { state: 'failed' } })
  const job = await zhou.call(readJob, { params: { id: after.job!.id } })
  expect(job.error).toContain('第 2 行')
  const { items } = await zhou.call(listOrganisations, { query: { q: 'K1' } })
  expect(items.map(({ name }) => name)).toEqual(['西一旗舰店'])
})

test('a cancelled import keeps nothing', async () => {
  const file = Buffer.from('编码,名称,类型\nC1,取消店,分公司\n')
  const { id, version } = await check(await upload(file, 'cancel.csv'))
  const begun = await zhou.call(contract.importNetwork, {
    params: { id },
    body: { version, doubtful: 'import' },
  })
  const again = zhou.call(contract.checkNetwork, { params: { id }, body: { version: begun.version } })
  expect((await refusalOf(again)).code).toBe('establishment.network.errors.still_running')
  await zhou.call(cancelJob, { params: { id: begun.job!.id } })
  await workOff(app.kernel)
  expect(await read(id)).toMatchObject({ state: 'checked', can: ['map', 'check', 'import'] })
  expect((await zhou.call(listOrganisations, { query: { q: 'C1' } })).total).toBe(0)
})

const fileOf = (prefix: string) =>
  Buffer.from(
    `编码,名称,类型\n${Array.from({ length: 40 }, (_, at) => `${prefix}-${at},${prefix}第${at}店,分公司`).join('\n')}\n`,
  )
const totalOf = async (q: string) => (await zhou.call(listOrganisations, { query: { q } })).total
const begin = ({ id, version }: { id: string; version: number }) =>
  zhou.call(contract.importNetwork, { params: { id }, body: { version, doubtful: 'import' } })

test('of two imports of the same file at once one comes in, the other is told why not, and nothing is there twice', async () => {
  const both = [await check(await upload(fileOf('TWICE'))), await check(await upload(fileOf('TWICE')))]
  const begun = [await begin(both[0]!), await begin(both[1]!)]
  await Promise.all([workOff(app.kernel), workOff(app.kernel)])
  const jobs = await Promise.all(begun.map(({ job }) => zhou.call(readJob, { params: { id: job!.id } })))
  expect(jobs.map(({ state }) => state).sort()).toEqual(['done', 'failed'])
  expect(jobs.find(({ state }) => state === 'failed')?.error).toContain('请重新试运行')
  expect(await totalOf('TWICE')).toBe(40)
  expect(await brokenChains()).toEqual([])
})

test('an import whose connection is killed in its middle leaves nothing, and repeated brings in everything once', async () => {
  const checked = await check(await upload(fileOf('KILLED')))
  await begin(checked)
  // Organisations are written by then, where they come from is not.
  await app.owner.transaction().execute(async (tx) => {
    await sql`lock table establishment.network_origin in share mode`.execute(tx)
    const ended = workOff(app.kernel).catch(() => {})
    const waiting = async () => {
      const { rows } = await sql<{ pid: number }>`
        select pid from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))`.execute(tx)
      return rows[0]?.pid
    }
    await expect.poll(waiting, { timeout: 30_000 }).toBeDefined()
    await sql`select pg_terminate_backend(${await waiting()})`.execute(tx)
    await ended
  })
  expect([(await read(checked.id)).state, await totalOf('KILLED')]).toEqual(['checked', 0])
  const again = await read(checked.id)
  expect((await bringIn(again)).result).toMatchObject({ created: 40 })
  expect(await totalOf('KILLED')).toBe(40)
  expect(await brokenChains()).toEqual([])
})

test('the rows are filtered by fault, said in the reader’s language, and downloaded as they are shown', async () => {
  const { id } = await check(await upload(network, '机构名册.csv'))
  const query = { verdict: 'refused' as const }
  const english = app.as('zhou.ting', 'en')
  const { items, total } = await english.call(contract.listRows, { params: { id }, query })
  expect(items[0]!.faults[0]!.sentence).toMatch(/^[\x20-\x7e\p{Script=Han}"“”]+\.$/u)
  const one = await zhou.call(contract.listRows, { params: { id }, query: { fault: 'kind_unknown' } })
  expect(one.items).toMatchObject([{ code: 'HY-0028', verdict: 'refused', does: 'nothing' }])
  const csv = await zhou.download(contract.exportRows, { params: { id }, query: { ...query, format: 'csv' } })
  expect(csv.toString().split('\n')[0]).toContain('行号,结论,位于,说明,更改内容')
  const xlsx = await zhou.download(contract.exportRows, { params: { id }, query: { format: 'xlsx' } })
  expect([xlsx.subarray(0, 2).toString(), total > 5]).toEqual(['PK', true])
})

test('a file’s name is tidied like that of every other file, whatever its sender wrote into it', async () => {
  const tidy = await upload(network, '../\u202e坏\tSet-Cookie: a=b\u0000.csv')
  expect(tidy.file_name).toBe('坏Set-Cookie_ a=b.csv')
  const long = await upload(network, `${'😀'.repeat(300)}.csv`)
  expect(long.file_name.isWellFormed()).toBe(true)
  expect(long.file_name).toMatch(/^😀{180}\.csv$/u)
  const sheet = await zhou.fetch(`/api/establishment/network-imports/${long.id}/rows/export?format=csv`)
  expect(sheet.status).toBe(200)
})

test('only headquarters operations and administrators import, and a file that is no table is refused with a sentence', async () => {
  const bytes = network
  for (const user of ['li.wei', 'chen.hao', 'lin.lan'] as const)
    expect(
      (await refusalOf(app.as(user).upload(contract.uploadNetwork, { file: { name: 'a.csv', bytes } })))
        .status,
    ).toBe(403)
  expect((await refusalOf(app.as('li.wei').call(contract.listImports))).status).toBe(403)
  const empty = await refusalOf(upload(Buffer.from('名称\n'), 'empty.csv'))
  expect([empty.code, empty.status]).toEqual(['sheet.reading.no_rows', 422])
  const { id, version, mapping } = await upload(network)
  const without = { ...mapping, columns: { ...mapping.columns, name: undefined } }
  const refusal = await refusalOf(
    zhou.call(contract.mapNetwork, { params: { id }, body: { version, mapping: without } }),
  )
  expect(refusal.code).toBe('establishment.network.errors.name_column_missing')
  const { items } = await zhou.call(contract.listImports)
  expect(items[0]).toMatchObject({ id, uploaded_by_name: '周婷' })
})
