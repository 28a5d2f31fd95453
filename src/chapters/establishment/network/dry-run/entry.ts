import type { ReadRow } from '../checking/read-row.ts'
import { type Fault, weightOf } from './contract.ts'
import type { Existing, Ref } from './network.ts'

/** A row on its way through the dry run. */
export type Entry = {
  row: ReadRow
  /** What it is called by others in the file and in the network. */
  ref: Ref
  existing?: Existing
  parent?: Ref
  faults: Fault[]
}

export const isRefused = ({ faults }: Entry) => faults.some(({ code }) => weightOf(code) === 'refuses')

export const asEntry = (row: ReadRow): Entry => ({ row, ref: `line:${row.line}`, faults: [...row.faults] })
