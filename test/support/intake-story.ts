import { stringify } from 'csv-stringify/sync'
import type { CastUser } from '../../db/seed/cast.ts'
import * as contract from '../../src/chapters/complaints/intake/contract.ts'
import type { Verdict } from '../../src/chapters/complaints/intake/words/contract.ts'
import { workOff } from '../../src/kernel/jobs/worker.ts'
import type { TestApp } from './app.ts'

type Seen = { id: string; version: number }
export type SheetRow = Record<string, string>

/** A sheet with the headers its rows use, in the order they come up. */
export function sheetOf(rows: SheetRow[]): Buffer {
  const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return Buffer.from(stringify([headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))]))
}

/** What every complaint needs; Shanghai's, unless told. */
export const rowOf = (more: SheetRow = {}): SheetRow => ({
  机构: 'HD-SH',
  受理时间: '2026-03-02 09:30',
  内容: '材料交了两周，至今没有办上。',
  ...more,
})

/** Brings files of complaints in over HTTP, step by step, as Zhou Ting of operations unless told. */
export function intakeStoryOf(app: TestApp) {
  const upload = (bytes: Buffer, { name = '投诉.csv', by = 'zhou.ting' as CastUser } = {}) =>
    app.as(by).upload(contract.uploadComplaints, { file: { name, bytes } })
  const read = (id: string) => app.as('zhou.ting').call(contract.readImport, { params: { id } })
  const check = async ({ id, version }: Seen) => {
    await app.as('zhou.ting').call(contract.checkComplaints, { params: { id }, body: { version } })
    await workOff(app.kernel)
    return read(id)
  }
  const start = ({ id, version }: Seen, doubtful: 'import' | 'leave_out' = 'import') =>
    app.as('zhou.ting').call(contract.bringInComplaints, { params: { id }, body: { version, doubtful } })
  const bringIn = async (seen: Seen, doubtful?: 'import' | 'leave_out') => {
    await start(seen, doubtful)
    await workOff(app.kernel)
    return read(seen.id)
  }
  const rows = async (id: string, verdict?: Verdict) =>
    (await app.as('zhou.ting').call(contract.listRows, { params: { id }, query: { verdict, limit: 200 } }))
      .items
  const checked = async (given: SheetRow[]) => check(await upload(sheetOf(given)))
  /** The whole way. */
  const imported = async (given: SheetRow[]) => bringIn(await checked(given))
  /** Codes of what is wrong with the rows, in their order. */
  const faults = async (given: SheetRow[]) => {
    const { id } = await checked(given)
    return (await rows(id)).map((row) => row.faults.map(({ code }) => code))
  }
  return { upload, read, check, start, bringIn, rows, checked, imported, faults }
}
