import type { Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import type { Report } from './define.ts'

/** Thrown into the work of a job that was cancelled, at its next report. */
export class Cancelled extends Error {}

const untrailed = 'a job says how far it is'
/** Progress is written at most this often, in milliseconds. */
const quiet = 250

/** Writes progress from outside the work's own transaction, so that it is seen while the work goes on. */
export function reportFor(kernel: Kernel, { org_id, id }: { org_id: string; id: string }): Report {
  let last = { at: Number.NEGATIVE_INFINITY, note: '' }
  return async (done, total, note) => {
    const at = performance.now()
    const ends = total !== null && done >= total
    if (at - last.at < quiet && !ends && (note ?? '') === last.note) return
    last = { at, note: note ?? '' }
    await asSystem(
      kernel,
      async ({ tx }) => {
        const row = await tx
          .updateTable('kernel.job')
          .set({ done, total, note: note ?? null })
          .where('org_id', '=', org_id)
          .where('id', '=', id)
          .where('state', '=', 'running')
          .returning('id')
          .executeTakeFirst()
        if (!row) throw new Cancelled()
      },
      { untrailed },
    )
  }
}
