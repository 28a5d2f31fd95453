import type { Selectable } from 'kysely'
import type { DB } from '../../../db/types.ts'
import type { Ctx } from '../http/context.ts'

export type TaskRow = Selectable<DB['kernel.task']>

/**
 * Lets another person do what a task asks, before the task itself moves. Throws a refusal, before writing anything,
 * when that person can't: the task then stays where it is.
 */
export type TakeOver = (
  ctx: Ctx,
  /** `leaving`: whoever has the task can't work any more, or won't from now on. */
  given: { task: TaskRow; to_person_id: string; leaving: boolean },
) => Promise<void>

const known = new Map<string, TakeOver>()

/** Says what must happen besides when a task of this kind is handed over; a kind nobody names just moves. */
export function onTakeOver(kind: string, takeOver: TakeOver): void {
  known.set(kind, takeOver)
}

export function findTakeOver(kind: string): TakeOver | undefined {
  return known.get(kind)
}
