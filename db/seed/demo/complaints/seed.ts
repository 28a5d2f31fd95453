import { readTimes } from '../../../../src/chapters/complaints/limits/read-times.ts'
import type { Ctx } from '../../../../src/kernel/http/context.ts'
import { titlesOf } from '../../../../src/kernel/language/titles/contract.ts'
import { readCompanySettings } from '../../../../src/kernel/settings/company.ts'
import type { Stage } from '../act-as.ts'
import { bookComplaints } from './book.ts'
import { Booked, type House } from './booked.ts'
import { chanceOf } from './chance.ts'
import { readDesks } from './desks.ts'
import { planComplaints } from './plan.ts'
import { type Made, type Step, scriptOf } from './script.ts'
import { storiesOf } from './stories.ts'
import { tellComplaint } from './tell.ts'

type Coming = { made: Made; tell?: (stage: Stage) => Promise<unknown>; script?: Step[] }

/**
 * Two years of complaints. What is over and asked nobody for anything is put together and written in sets; what opened
 * issues, went to approval or is still open is done by the real acts, act by act. Both come in the order they were
 * received, so that numbers follow each other.
 */
export async function seedComplaints(stage: Stage, today: Date): Promise<void> {
  const { desks, house } = await stage.system(today.toISOString(), async (ctx) => {
    ctx.unchanged()
    return { desks: await readDesks(ctx), house: await readHouse(ctx) }
  })
  const stories = storiesOf(desks, today)
  const others = planComplaints(
    desks,
    today,
    stories.map(({ made }) => made),
  )
  const coming: Coming[] = [...stories, ...others.map((made, n) => planned(made, n, today))].sort(
    (one, other) => one.made.at.getTime() - other.made.at.getTime(),
  )
  const told = coming.filter(({ tell }) => tell).map(({ made }) => made.at)
  let waiting: Booked[] = []
  for (const { made, tell, script } of coming) {
    if (!tell) {
      const booked = new Booked(house, made)
      for (const step of script!) if (!comesLater(step, made, told)) booked.do(step)
      waiting.push(booked)
      continue
    }
    await bookComplaints(stage, waiting, made.at)
    waiting = []
    await tell(stage)
  }
  await bookComplaints(stage, waiting, today)
}

/** Booked when it was closed by today; a check that lies ahead is asked for when its day comes. */
function planned(made: Made, n: number, today: Date): Coming {
  const script = scriptOf(made, chanceOf(1000 + n)).filter(({ at }) => at < today)
  if (script.some(({ does }) => does === 'close')) return { made, script }
  const alone = script.filter(({ does }) => does !== 'take_in')
  return { made, tell: (stage) => tellComplaint(stage, made, alone) }
}

/** A duplicate that came after something that is told next would get its number too early: it is left out. */
const comesLater = (step: Step, made: Made, told: Date[]) =>
  step.does === 'take_in' && told.some((at) => made.at < at && at < step.duplicate.at)

export async function readHouse(ctx: Ctx): Promise<House> {
  const causes = await ctx.tx
    .selectFrom('complaints.cause')
    .select(['key', 'version', 'title', 'title_tw', 'title_en'])
    .where('until_on', 'is', null)
    .execute()
  const { currency } = await readCompanySettings(ctx.tx)
  return {
    ...{ times: await readTimes(ctx, ctx.now), currency },
    causes: new Map(causes.map(({ key, version, ...titles }) => [key, { version, title: titlesOf(titles) }])),
  }
}
