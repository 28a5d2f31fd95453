import { sql } from 'kysely'
import { dayIn } from '../calendar/working-days.ts'
import { forbidden, invalid } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { asRequester } from '../jobs/as-requester.ts'
import { defineJob, defineSchedule } from '../jobs/define.ts'
import { enqueueJob } from '../jobs/enqueue.ts'
import { endWithWork } from '../jobs/run.ts'
import { translate } from '../language/translate.ts'
import { readCompany } from '../regulation/company.ts'
import { mayMeasure } from './history.ts'
import { catchUp, measureControls, measurePeriod } from './measure.ts'

defineSchedule({
  name: 'controls.measure',
  every: 'day',
  work: async (kernel) => void (await measureControls(kernel)),
})

defineSchedule({
  name: 'controls.catch_up',
  every: 'hour',
  work: async (kernel) => void (await catchUp(kernel)),
})

const measuring = defineJob({
  name: 'controls.measure',
  work: (kernel, job) =>
    asRequester(kernel, job, 'controls.result.measure', async (ctx) => {
      const { period } = job.input as { period: string }
      const before = await readTotals(ctx, period)
      const controls = await measurePeriod(ctx, period)
      const after = await readTotals(ctx, period)
      const keys = new Set([...before.keys(), ...after.keys()])
      const changed = [...keys].filter((key) => before.get(key) !== after.get(key))
      ctx.record({
        action: 'controls.result.measure',
        ...{ org_id: job.org_id, subject_type: 'control_month', subject_id: job.id, title: period },
        diff: Object.fromEntries(
          changed.map((key) => [key, [before.get(key) ?? null, after.get(key) ?? null]]),
        ),
      })
      await endWithWork(ctx, job, { controls })
    }),
})

/** Of each control, what all organisations together came to in a month: `41 / 45`. */
async function readTotals({ tx }: Ctx, period: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ control_key: string; said: string }>`
    select control_key, sum(met) || ' / ' || sum(total) said
    from kernel.control_result where period = ${period} group by control_key`.execute(tx)
  return new Map(rows.map(({ control_key, said }) => [control_key, said]))
}

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
