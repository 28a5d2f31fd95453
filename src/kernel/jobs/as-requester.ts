import { Rights } from '../access/grants.ts'
import { callerOfAccount } from '../access/session.ts'
import { forbidden } from '../errors/problem.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { withContext } from '../http/open-context.ts'
import { isLanguage } from '../language/contract.ts'
import type { RunningJob } from './define.ts'

/**
 * Opens a transaction as the person who asked for the job, within what they reach by `permission` now. Throws
 * `forbidden` when they have lost it, or their account, since they asked.
 */
export async function asRequester<T>(
  kernel: Kernel,
  { id, requested_by }: Pick<RunningJob, 'id' | 'requested_by'>,
  permission: string,
  work: (ctx: Ctx) => Promise<T>,
  options: { readOnly?: boolean; untrailed?: string } = {},
): Promise<T> {
  const caller = requested_by ? await callerOfAccount(kernel.db, requested_by, kernel.clock()) : undefined
  if (!caller) throw forbidden()
  const held = await new Rights().of(kernel.db, caller)
  const reach = held.reachOf(permission)
  if (!reach.all && reach.ids.length === 0) throw forbidden()
  return withContext(
    kernel,
    {
      language: isLanguage(caller.language) ? caller.language : 'zh-CN',
      request_id: id,
      caller,
      reach,
      held,
      readOnly: options.readOnly ?? false,
      untrailed: options.untrailed,
    },
    work,
  )
}
