import { type Judged, type Summary, verdicts } from './contract.ts'
import type { Entries } from './entry.ts'

/** Counts by verdict, by kind of fault (each row once per kind) and of empty cells by field, row after row. */
export class Counts {
  readonly #verdicts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Summary['verdicts']
  readonly #faults: Summary['faults'] = {}

  add({ verdict, faults }: Judged): void {
    this.#verdicts[verdict] += 1
    for (const code of new Set(faults.map((fault) => fault.code)))
      this.#faults[code] = (this.#faults[code] ?? 0) + 1
  }

  summary({ length, empty }: Entries, levels: Summary['levels']): Summary {
    return { rows: length, verdicts: this.#verdicts, faults: this.#faults, empty, levels }
  }
}
