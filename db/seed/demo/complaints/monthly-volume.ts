import { servicesReported } from '../../../../src/chapters/complaints/indicators/measures.ts'
import { bringIn } from '../../../../src/kernel/indicators/bring-in/bring-in.ts'
import type { Stage } from '../act-as.ts'
import { chanceOf } from './chance.ts'
import { type Desk, readDesks } from './desks.ts'

/** How many services each organisation gave in each month gone by, as operations imported it early in the next. */
export async function seedServices(stage: Stage, today: Date): Promise<void> {
  const { desks, id } = await stage.read('zhou.ting', today.toISOString(), async (ctx) => {
    const { id } = await ctx.tx
      .selectFrom('kernel.indicator')
      .select('id')
      .where('key', '=', servicesReported)
      .executeTakeFirstOrThrow()
    return { id, desks: await readDesks(ctx) }
  })
  const chance = chanceOf(4)
  const usual = (desk: Desk, month: number) =>
    Math.round(desk.size * 95 * ([2, 10].includes(month) ? 0.8 : 1.05) * chance.between(0.85, 1.15))
  for (let back = 23; back >= 0; back--) {
    const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back - 1, 1))
    const at = new Date(
      Math.min(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 3, 2), today.getTime()),
    )
    const month = first.toISOString().slice(0, 7)
    const lines = desks
      .filter(({ opened, ended }) => opened.slice(0, 7) < month && month < ended.slice(0, 7))
      .map((desk) => `${desk.code},${month},${usual(desk, first.getUTCMonth() + 1)}`)
    if (lines.length > 0)
      await stage.as('zhou.ting', at.toISOString(), (ctx) => bringIn(ctx, { id, text: lines.join('\n') }))
  }
}
