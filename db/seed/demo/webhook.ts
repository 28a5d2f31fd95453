import type { Kernel } from '../../../src/kernel/http/context.ts'
import { asSystem } from '../../../src/kernel/http/open-context.ts'
import { keepWebhook, pauseWebhook } from '../../../src/kernel/webhooks/write.ts'
import { castId } from '../cast.ts'

/** A system that listens to East China. It is paused: a demo tells nobody outside anything, and shows what it would. */
export async function seedWebhook(kernel: Kernel): Promise<void> {
  await asSystem(kernel, async (ctx) => {
    const { id } = await keepWebhook(ctx, {
      ...{ org_id: castId('HD'), name: '数据中台', url: 'https://hooks.hengyuan.example/bylaw' },
      events: ['task.opened', 'task.closed', 'approval.decided', 'organisation.life_changed'],
    })
    await pauseWebhook(ctx, { id, version: 1 })
  })
}
