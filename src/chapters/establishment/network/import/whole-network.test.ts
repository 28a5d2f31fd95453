import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { expect, test, vi } from 'vitest'
import { startApp } from '../../../../../test/support/app.ts'
import { networkHeaders, networkRows } from '../../../../../test/support/network-rows.ts'
import { readJob } from '../../../../kernel/jobs/contract.ts'
import { workOff } from '../../../../kernel/jobs/worker.ts'
import { writeSheet } from '../../../../kernel/sheet/write.ts'
import * as contract from '../contract.ts'
import { targetFields } from '../mapping/contract.ts'

vi.setConfig({ testTimeout: 120_000 })
const app = await startApp()
const zhou = app.as('zhou.ting')
const wrong = [
  ['X-1', '', '分公司', 'R-32'],
  ['X-2', '没有上级的服务点', '分公司', 'NOWHERE'],
  [
    'X-3',
    '代码有误的服务点',
    '分公司',
    'R-32',
    ...['江苏省', '南京市', '', '', '', '91320100MA1K3TEXT0', '', '', ''],
  ],
  ['X-4', '环一', '分公司', 'X-5'],
  ['X-5', '环二', '分公司', 'X-4'],
].map((row) => [...row, ...Array<string>(networkHeaders.length - row.length).fill('')])
const rows = [...networkRows(1495), ...wrong]

const upload = (bytes: Buffer, name: string) => zhou.upload(contract.uploadNetwork, { file: { name, bytes } })
const read = (id: string) => zhou.call(contract.readImport, { params: { id } })
const check = async ({ id, version }: contract.NetworkImport) => {
  await zhou.call(contract.checkNetwork, { params: { id }, body: { version } })
  await workOff(app.kernel)
  return read(id)
}
const parents = async () => {
  const found = await app.owner
    .selectFrom('kernel.organisation as o')
    .innerJoin('kernel.organisation as p', 'p.id', 'o.parent_id')
    .select(['o.code', 'p.code as parent', 'o.path', 'p.path as above'])
    .execute()
  for (const { path, above } of found) expect(path.slice(0, -1)).toEqual(above)
  return new Map(found.map(({ code, parent }) => [code, parent]))
}

test('a whole network comes in: every row’s errors first, parents in any order, progress shown, repeated nothing', async () => {
  const csv = Buffer.from(stringify([networkHeaders, ...rows]))
  const found = await upload(csv, '机构名册.csv')
  expect(found).toMatchObject({
    row_count: 1500,
    mapping: { placed_by: 'parent', columns: { external_code: 0, parent: 3 } },
  })
  const later = rows.findIndex(([, , , parent]) => rows.findIndex(([code]) => code === parent) > 0)
  expect(
    rows.findIndex(([code]) => code === rows[later]![3]),
    'a parent comes after its child',
  ).toBeGreaterThan(later)

  const checked = await check(found)
  expect(checked.summary!.verdicts).toMatchObject({ refused: 5, change: 0, same: 0 })
  const { items } = await zhou.call(contract.listRows, {
    params: { id: found.id },
    query: { verdict: 'refused' },
  })
  expect(items.map(({ line, faults }) => [line, faults[0]!.code])).toEqual([
    ...[
      [1497, 'name_missing'],
      [1498, 'parent_unknown'],
      [1499, 'credit_code_wrong'],
    ],
    ...[
      [1500, 'parent_cycle'],
      [1501, 'parent_cycle'],
    ],
  ])
  for (const { faults } of items) expect(faults[0]!.sentence).toMatch(/。$/)

  const begun = await zhou.call(contract.importNetwork, {
    params: { id: found.id },
    body: { version: checked.version, doubtful: 'import' },
  })
  const seen = new Set<string>()
  const watching = setInterval(async () => {
    const { done, total, note } = await zhou.call(readJob, { params: { id: begun.job!.id } })
    if (total) seen.add(`${note} ${done}/${total}`)
  }, 50)
  await workOff(app.kernel)
  clearInterval(watching)
  expect(seen.size, [...seen].join(', ')).toBeGreaterThan(1)
  expect((await read(found.id)).result).toMatchObject({ created: 1495, refused: 5, same: 0 })
  const placed = await parents()
  for (const [code, , , parent] of rows.slice(0, 1495)) expect(placed.get(code!)).toBe(parent || 'HQ')

  const again = await check(await upload(csv, '机构名册.csv'))
  expect(again.summary!.verdicts).toMatchObject({ create: 0, change: 0, doubtful: 0, same: 1495, refused: 5 })
})

test.each(['csv', 'xlsx'] as const)(
  'what leaves as %s with all columns comes in again and changes nothing, the cast’s network included',
  async (format) => {
    // A point on the map, which the list that came in had not.
    await app.owner
      .updateTable('establishment.premises')
      .set({ lng: 118.7969, lat: 32.0603 })
      .where('org_id', 'in', (db) =>
        db.selectFrom('kernel.organisation').select('id').where('code', '=', 'B-320100'),
      )
      .execute()
    const bytes = await zhou.download(contract.exportNetwork, { query: { format } })
    const left = () => readdir(path.join(app.kernel.filesDir, 'incoming')).catch(() => [])
    await expect.poll(left, { message: 'nothing of the download stays on the disk' }).toEqual([])
    const found = await upload(bytes, `all.${format}`)
    expect(Object.keys(found.mapping.columns).sort(), 'every column is known by its header').toEqual(
      [...targetFields].sort(),
    )
    const { summary } = await check(found)
    expect(summary!.verdicts).toMatchObject({ create: 0, change: 0, doubtful: 0, refused: 0 })
    expect(summary!.verdicts.same).toBe(summary!.rows)
    expect(summary!.rows).toBeGreaterThan(1500)
  },
)

test('columns with names of their own are mapped on screen, and the mapping is remembered for the next such file', async () => {
  const file = async () => {
    const head = ['甲', '乙', '丙']
    const body = [['T-1', '自定列服务点', 'R-32']]
    return (await writeSheet({ name: 'own', title: 'own', format: 'xlsx', language: 'zh-CN', head, body }))
      .bytes
  }
  const found = await upload(await file(), 'own.xlsx')
  expect(found.mapping.columns.name).toBeUndefined()
  const columns = { external_code: 0, name: 1, parent: 2 }
  const mapping = {
    ...found.mapping,
    columns,
    placed_by: 'parent' as const,
    kind_otherwise: 'branch' as const,
  }
  await zhou.call(contract.mapNetwork, {
    params: { id: found.id },
    body: { version: found.version, mapping },
  })
  expect(await upload(await file(), 'own.xlsx')).toMatchObject({ remembered: true, mapping: { columns } })
})

test('the network leaves for headquarters alone, and below one organisation where asked', async () => {
  const below = async (name: Parameters<typeof app.org>[0]) => {
    const query = { format: 'csv' as const, under_id: app.org(name).id }
    return (await zhou.download(contract.exportNetwork, { query })).toString().trim().split('\r\n').length - 1
  }
  expect(await below('华东区')).toBeLessThan(await below('衡远服务集团'))
  const { status } = await app.as('li.wei').fetch('/api/establishment/network/export')
  expect(status).toBe(403)
})
