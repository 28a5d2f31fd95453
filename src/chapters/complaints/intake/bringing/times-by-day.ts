import type { Ctx } from '../../../../kernel/http/context.ts'
import { timesOn } from '../../limits/read-times.ts'

export type ReadTimes = Awaited<ReturnType<typeof timesOn>>

/**
 * The limits of each day, read once for a whole import. What holds for a day that is over never changes; what holds today
 * only changes from tomorrow on.
 */
export class TimesByDay {
  private readonly days = new Map<string, ReadTimes>()

  async on(ctx: Ctx, day: string): Promise<ReadTimes> {
    const known = this.days.get(day)
    if (known) return known
    const times = await timesOn(ctx, day)
    this.days.set(day, times)
    return times
  }
}
