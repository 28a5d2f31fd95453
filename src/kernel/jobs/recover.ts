import type { Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { sendJob } from './queue.ts'
import { isLocked } from './run.ts'

/**
 * Puts back into the queue what waits without being in it (its server died between commit and queue) and what says it
 * runs while nobody runs it (its worker died). Run at start and every minute; twice changes nothing.
 */
export async function recoverJobs(kernel: Kernel): Promise<number> {
  const open = await asSystem(
    kernel,
    ({ tx }) =>
      tx
        .selectFrom('kernel.job')
        .select(['id', 'state'])
        .where('state', 'in', ['waiting', 'running'])
        .orderBy('created_at')
        .execute(),
    { readOnly: true },
  )
  let sent = 0
  for (const { id, state } of open) {
    if (state === 'running' && (await isLocked(kernel, id))) continue
    await sendJob(kernel, id)
    sent += 1
  }
  return sent
}
