import type { ReadRow } from '../checking/read-row.ts'
import { type Judged, type Summary, verdicts } from './contract.ts'

/** Counts by verdict, by kind of fault (each row once per kind) and of empty cells by field. */
export function summarise(judged: Judged[], rows: ReadRow[], levels: Summary['levels']): Summary {
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Summary['verdicts']
  const faults: Summary['faults'] = {}
  const empty: Summary['empty'] = {}
  for (const { verdict, faults: found } of judged) {
    counts[verdict] += 1
    for (const code of new Set(found.map((fault) => fault.code))) faults[code] = (faults[code] ?? 0) + 1
  }
  for (const row of rows) for (const field of row.empty) empty[field] = (empty[field] ?? 0) + 1
  return { rows: judged.length, verdicts: counts, faults, empty, levels }
}
