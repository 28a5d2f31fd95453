import { createHash } from 'node:crypto'
import type { Judged } from '../dry-run/contract.ts'
import type { PlannedLevel } from '../dry-run/levels.ts'

/** Two checks that say the same of a row give the same print: what is done, where, with which values, and what is doubted. */
export const printOf = ({ cells: _, ...said }: Judged): string => hash(said)

export const printOfLevels = (levels: PlannedLevel[]): string => hash(levels)

const hash = (said: unknown) =>
  createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22)
