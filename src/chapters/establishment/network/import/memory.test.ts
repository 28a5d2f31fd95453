import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { afterAll, expect, test, vi } from 'vitest'
import { networkHeaders, networkRows } from '../../../../../test/support/network-rows.ts'
import { inThread } from '../../../../kernel/jobs/thread.ts'
import { writeSheet } from '../../../../kernel/sheet/write.ts'
import type { Judged } from '../dry-run/contract.ts'
import type { Existing } from '../dry-run/network.ts'
import { emptyMapping, type Mapping } from '../mapping/contract.ts'
import type { Checked, ThreadTask } from './in-thread.ts'

/**
 * The thread that judges a file gets a heap in which its program fits, but no twenty thousand rows: held as rows, or with
 * what is said of them, they take more than 40 MB.
 */
const megabytes = 32
const count = 20_000

vi.setConfig({ testTimeout: 120_000 })
const dir = mkdtempSync(path.join(tmpdir(), 'bylaw-memory-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const rows = networkRows(count)
const write = (name: string, bytes: string | Buffer) => {
  writeFileSync(path.join(dir, name), bytes)
  return path.join(dir, name)
}
const csv = write('network.csv', stringify([networkHeaders, ...rows]))
const fields = ['external_code', 'name', 'kind', 'parent', 'province', 'city', 'address', 'postcode'] as const
const columns = Object.fromEntries(
  [...fields, 'phone', 'credit_code', 'started_on', 'head_name', 'scope'].map((field, at) => [field, at]),
)
const kinds = { 区域: 'region', 分公司: 'branch', 服务中心: 'branch', 合作网点: 'partner_point' } as const
const mapping: Mapping = { ...emptyMapping, columns, kinds, placed_by: 'parent' }
const idOf = (at: number) => `01900000-0000-7000-8000-${String(at).padStart(12, '0')}`
const root_id = idOf(0)
const headquarters: Existing = {
  ...{ id: root_id, parent_id: null, code: 'HQ', name: '衡远服务集团' },
  ...{ kind: 'headquarters', life: 'active' },
}
const onLines = (some: Existing[]) => some.map((one) => `${JSON.stringify(one)}\n`).join('')
const judge = async (task: { path: string; network: string }) => {
  let [told, last] = [0, 0]
  const { summary } = await inThread<Checked>(
    new URL('./thread.ts', import.meta.url),
    { does: 'check', ...task, mapping, root_id, dir } satisfies ThreadTask,
    async (some: Judged[]) => {
      for (const { line } of some) {
        expect(line).toBeGreaterThan(last)
        last = line
      }
      told += some.length
    },
    { megabytes },
  )
  expect(told).toBe(count)
  return summary.verdicts
}

test.each(['csv', 'xlsx'] as const)(
  'a thread too small for its rows judges a %s of any length, and leaves nothing on the disk',
  async (format) => {
    const network = write('headquarters.jsonl', onLines([headquarters]))
    const sheet = {
      name: 'network',
      title: 'network',
      format,
      language: 'zh-CN',
      head: networkHeaders,
      body: rows,
    } as const
    const file = format === 'csv' ? csv : write('network.xlsx', (await writeSheet(sheet)).bytes)
    const before = readdirSync(dir)
    expect(await judge({ path: file, network })).toMatchObject({ change: 0, same: 0, refused: 0 })
    expect(readdirSync(dir)).toEqual(before)
  },
)

test('the same against a network as large, of which it holds as little', async () => {
  const byCode = new Map(rows.map(([code], at) => [code, idOf(at + 1)]))
  const existing = rows.map(
    ([code, name, kind, parent], at): Existing => ({
      ...{ id: idOf(at + 1), parent_id: parent ? byCode.get(parent)! : root_id, code: code!, name: name! },
      ...{ kind: kinds[kind as keyof typeof kinds], life: 'active' },
    }),
  )
  const network = write('network.jsonl', onLines([headquarters, ...existing]))
  expect(await judge({ path: csv, network })).toMatchObject({ create: 0, refused: 0 })
})
