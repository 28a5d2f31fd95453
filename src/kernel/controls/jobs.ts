import { dayIn } from '../calendar/working-days.ts'
import { forbidden, invalid } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { defineJob, defineSchedule } from '../jobs/define.ts'
import { enqueueJob } from '../jobs/enqueue.ts'
import { endWithWork } from '../jobs/run.ts'
import { translate } from '../language/translate.ts'
import { readCompany } from '../regulation/company.ts'
import { mayMeasure } from './history.ts'
import { measureControls, measureMonth } from './measure.ts'

defineSchedule({
  name: 'controls.measure',
  every: 'day',
  work: async (kernel) => void (await measureControls(kernel)),
})

const measuring = defineJob({
  name: 'controls.measure',
  work: (kernel, job) =>
    asSystem(
      kernel,
      async (ctx) => {
        const controls = await measureMonth(ctx, (job.input as { period: string }).period)
        await endWithWork(ctx, job, { controls })
      },
      { untrailed: 'what is measured follows from records that have their trail' },
    ),
})

/** Asks for a month to be measured anew. Refuses a month that is still to come, and whoever doesn't reach the whole network. */
export async function measureResults(ctx: Ctx, { period }: { period: string }): Promise<{ job_id: string }> {
  if (!mayMeasure(ctx)) throw forbidden()
  const { id: org_id, time_zone } = await readCompany(ctx.tx)
  if (period > dayIn(time_zone, ctx.now).slice(0, 7))
    throw invalid('errors.invalid', {}, [{ path: 'period', code: 'controls.errors.month_ahead' }])
  const title = translate(ctx.language, 'controls.results.job', { period })
  const { id } = await enqueueJob(ctx, {
    ...{ name: measuring.name, org_id, title, input: { period }, link: '/regulation' },
  })
  return { job_id: id }
}
