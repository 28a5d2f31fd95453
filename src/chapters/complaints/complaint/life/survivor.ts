import type { Ctx } from '../../../../kernel/http/context.ts'
import { type Complaint, getComplaint } from './row.ts'

/** Where a duplicate goes on; undefined of what is none. */
export async function findSurvivor(
  ctx: Ctx,
  { state, went_to }: Pick<Complaint, 'state' | 'went_to'>,
): Promise<Complaint | undefined> {
  if (state !== 'merged' || !went_to) return undefined
  let found = await getComplaint(ctx, went_to)
  while (found.went_to) found = await getComplaint(ctx, found.went_to)
  return found
}
