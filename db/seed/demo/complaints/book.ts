import { linkOf, subjectType } from '../../../../src/chapters/complaints/complaint/life/row.ts'
import { numberOf } from '../../../../src/chapters/complaints/complaint/number.ts'
import { dayIn } from '../../../../src/kernel/calendar/working-days.ts'
import type { Tx } from '../../../../src/kernel/db/pool.ts'
import type { Ctx } from '../../../../src/kernel/http/context.ts'
import { issueNumbers } from '../../../../src/kernel/numbering/issue-many.ts'
import { hashOfCode, makeCode } from '../../../../src/kernel/pages/secret-code.ts'
import { indexEntries } from '../../../../src/kernel/search/index-entry.ts'
import { appendActs } from '../../../../src/kernel/trail/write.ts'
import type { Stage } from '../act-as.ts'
import type { Booked } from './booked.ts'

const batch = 200

/**
 * Writes complaints that were put together, in the order they were received, in one transaction: their numbers follow
 * each other without a gap, and what was done to them stands in the trail in the order it was done.
 */
export async function bookComplaints(stage: Stage, booked: Booked[], at: Date): Promise<void> {
  const all = booked
    .flatMap((one) => [one, ...one.duplicates])
    .sort((one, other) => one.made.at.getTime() - other.made.at.getTime())
  if (all.length === 0) return
  await stage.system(at.toISOString(), async (ctx) => {
    await number(ctx, all)
    const insert = inserterOf(ctx.tx)
    await insert(
      'complaints.complaint',
      all.map((one) => one.row(hashOfCode(one.number, makeCode()))),
    )
    // What was added up knows nothing of these: everything is counted anew.
    await ctx.tx.deleteFrom('complaints.counting').execute()
    await insert(
      'complaints.complainant',
      all.map(({ id, made: { desk, customer } }) => ({ org_id: desk.id, complaint_id: id, ...customer })),
    )
    await insert(
      'complaints.clock',
      all.flatMap((one) => one.clockRows()),
    )
    await insert(
      'complaints.message',
      all.flatMap(({ messages }) => messages),
    )
    await insert(
      'complaints.remedy',
      all.flatMap(({ remedy }) => remedy ?? []),
    )
    await insert(
      'complaints.rating',
      all.flatMap(({ rating }) => rating ?? []),
    )
    await indexEntries(
      ctx,
      all.map(({ id, number, made: { desk, matter } }) => ({
        ...{ org_id: desk.id, id, subject_type: subjectType, number, link: linkOf(id) },
        ...{ title: matter.subject, text: matter.description },
      })),
    )
    const acts = all.flatMap((one) => one.acts)
    await appendActs(
      ctx.tx,
      acts.sort((one, other) => one.at.getTime() - other.at.getTime()),
    )
    ctx.unchanged()
  })
}

/** Gives the numbers, and writes them where the trail names one complaint in another's entry. */
async function number(ctx: Ctx, all: Booked[]): Promise<void> {
  const yearOf = ({ made: { desk, at } }: Booked) => dayIn(desk.calendar.time_zone, at).slice(0, 4)
  for (const [year, ones] of Map.groupBy(all, yearOf)) {
    const texts = await issueNumbers(ctx, {
      ...{ series: subjectType, period: year, subject_type: subjectType, subjects: ones.map(({ id }) => id) },
      format: (n) => numberOf(year, n),
    })
    for (const [at, one] of ones.entries()) one.number = texts[at]!
  }
  const numbers = new Map<string, string>(all.map((one) => [one.id, one.number]))
  for (const { messages } of all) for (const said of messages) said.merged &&= numbers.get(said.merged)
  for (const one of all)
    for (const { entry } of one.acts) {
      entry.number = one.number
      for (const [field, change] of Object.entries(entry.diff ?? {}))
        if (field === 'into' || field === 'merged')
          entry.diff![field] = [null, numbers.get(change[1] as string)]
    }
}

const inserterOf =
  (tx: Tx) =>
  async (table: Parameters<Tx['insertInto']>[0], rows: object[]): Promise<void> => {
    for (let at = 0; at < rows.length; at += batch)
      await tx
        .insertInto(table)
        .values(rows.slice(at, at + batch) as never)
        .execute()
  }
