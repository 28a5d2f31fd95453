import type { ReturnOf } from '../../http/contract.ts'
import type { Register } from '../contract.ts'

/** A record as the API shows it; its own fields are known by the declaration only. */
export type Row = ReturnOf<Register['endpoints']['read']>

/** What a record is called. */
export const nameOf = ({ label }: Register, row: Row): string => String(row[label] ?? '')
