import { warnAt } from '../../../src/chapters/complaints/clocks/clock.ts'
import type { ClockKind } from '../../../src/chapters/complaints/complaint/words/contract.ts'
import type { WorkingIndex } from '../working-index.ts'

const far = Date.parse('9999-12-31T00:00:00Z')

/** A clock of a complaint as `clocks/clock.ts` counts it, in milliseconds. */
export class Ticking {
  readonly kind: ClockKind
  limit_ms: number
  elapsed_ms = 0
  running_since: number | null
  paused_ms = 0
  paused_since: number | null = null
  stopped_at: number | null = null
  readonly #work: WorkingIndex

  constructor(work: WorkingIndex, kind: ClockKind, { limit, at }: { limit: number; at: number }) {
    this.#work = work
    this.kind = kind
    this.limit_ms = limit
    this.running_since = at
  }

  pause(at: number): void {
    if (this.running_since === null) return
    this.#settle(at)
    this.paused_since = at
  }

  resume(at: number): void {
    if (this.running_since !== null) return
    this.#settle(at)
    this.stopped_at = null
    this.running_since = at
  }

  stop(at: number): void {
    if (this.stopped_at !== null) return
    this.#settle(at)
    this.stopped_at = at
  }

  /** When it is due, or when that share of it is gone; far off while it stands still. */
  due(share = 1): number {
    if (this.running_since === null) return far
    const left = Math.round(this.limit_ms * share) - this.elapsed_ms
    if (left > 0) return this.#work.after(this.running_since, left)
    return this.#work.back(this.running_since, -left)
  }

  row(end: number) {
    const running = this.running_since !== null
    const [due, warn] = running ? [this.due(), this.due(warnAt)] : [far, far]
    const at = (time: number | null) => (time === null ? null : new Date(time))
    return {
      ...{ kind: this.kind, limit_ms: this.limit_ms, elapsed_ms: this.elapsed_ms, paused_ms: this.paused_ms },
      ...{
        running_since: at(this.running_since),
        paused_since: at(this.paused_since),
        stopped_at: at(this.stopped_at),
      },
      ...{ due_at: running ? new Date(due) : null, warn_at: running ? new Date(warn) : null },
      // The superior was told at once of what was near or over before the simulated years ended.
      ...{ warned_at: warn <= end ? new Date(warn) : null, overdue_at: due <= end ? new Date(due) : null },
    }
  }

  #settle(at: number): void {
    if (this.running_since !== null)
      this.elapsed_ms += Math.max(0, this.#work.between(this.running_since, at))
    if (this.paused_since !== null) this.paused_ms += Math.max(0, this.#work.between(this.paused_since, at))
    this.running_since = null
    this.paused_since = null
  }
}
