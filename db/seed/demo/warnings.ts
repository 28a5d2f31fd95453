import { computeIndicators } from '../../../src/kernel/indicators/compute.ts'
import { escalateWarnings } from '../../../src/kernel/indicators/escalate.ts'
import { respondWarning } from '../../../src/kernel/indicators/respond.ts'
import { castId } from '../cast.ts'
import type { Doer, Stage } from './act-as.ts'
import { type Chance, chanceOf } from './complaints/chance.ts'
import { momentsOf } from './moments.ts'

const [hour, day] = [3_600_000, 86_400_000]
/** So many months of nightly rounds. */
const months = 24

const responses = {
  amber: [
    '已与经办人核对，责任到人，下月复核。',
    '已列入本月例会，由负责人逐件跟踪。',
    '系人员交接所致，交接已完成，继续观察一个月。',
    '已调整排班并安排带教，下一期间评估效果。',
  ],
  red: [
    '已约谈负责人，制定整改计划并逐周检查。',
    '已暂停承接新业务两周，集中办理积压事项。',
    '已增派一人支援，逾期事项本周内办结。',
  ],
}

type Warning = { org_id: string; id: string; level: string }

/**
 * The indicators as the nightly rounds of these months counted them, on the fourth, when the services reported on the third
 * were there, and what became of the warnings: most were responded to within the day, some after they had gone up, and of
 * the last round a few by nobody.
 */
export async function seedWarnings(stage: Stage, today: Date): Promise<void> {
  const chance = chanceOf(6)
  const rounds = Array.from({ length: months }, (_, n) => nightOf(today, months - 1 - n)).filter(
    (night) => night.getTime() < today.getTime(),
  )
  for (const [n, night] of rounds.entries()) {
    await computeIndicators(stage.at(night.toISOString()))
    await follow(stage, { night, today, chance, last: n === rounds.length - 1 })
  }
}

/** The fourth of a month, half past one in Shanghai. */
function nightOf(today: Date, back: number): Date {
  const fourth = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 4))
  return new Date(momentsOf(fourth)(0, 1.5))
}

type Round = { night: Date; today: Date; chance: Chance; last: boolean }

async function follow(stage: Stage, { night, today, chance, last }: Round): Promise<void> {
  const { open, doerOf } = await stage.read('zhou.ting', night.toISOString(), async ({ tx }) => {
    const open: Warning[] = await tx
      .selectFrom('kernel.indicator_warning')
      .select(['org_id', 'id', 'level'])
      .where('raised_at', '=', night.toISOString())
      .where('rearmed_at', 'is', null)
      .orderBy('org_id')
      .orderBy('indicator_id')
      .execute()
    const heads = await tx
      .selectFrom('kernel.assignment')
      .innerJoin('kernel.account', 'kernel.account.person_id', 'kernel.assignment.person_id')
      .select(['kernel.assignment.org_id', 'kernel.assignment.person_id'])
      .where('kernel.assignment.kind', '=', 'head')
      .where('kernel.assignment.ends_on', 'is', null)
      .where('kernel.account.disabled_at', 'is', null)
      .execute()
    const paths = await tx.selectFrom('kernel.organisation').select(['id', 'path']).execute()
    const doerOf = (org_id: string): Doer => {
      const head = heads.find((one) => one.org_id === org_id)
      if (head) return { person_id: head.person_id }
      const path = paths.find(({ id }) => id === org_id)!.path
      return leads.find(([region]) => path.includes(castId(region)))?.[1] ?? 'sun.yi'
    }
    return { open, doerOf }
  })
  const answers = open.map((warning, n) => {
    const late = chance.happens(0.12)
    // Within the next working hours, or after it went up; of the last round some say nothing at all.
    const hours = late ? chance.between(27, 60) : chance.between(7.5, 15.5)
    const silent = last && n % 3 === 0
    return { warning, at: new Date(night.getTime() + hours * hour), silent }
  })
  const respond = async (from: number, to: number) => {
    for (const { warning, at, silent } of answers) {
      const passed = at.getTime() - night.getTime()
      if (silent || passed < from || passed >= to || at.getTime() >= today.getTime()) continue
      const { org_id, id, level } = warning
      const response = chance.pick(responses[level as keyof typeof responses])
      await stage.as(doerOf(org_id), at.toISOString(), async (ctx) => {
        const { version } = await ctx.tx
          .selectFrom('kernel.indicator_warning')
          .select('version')
          .where('org_id', '=', org_id)
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
        await respondWarning(ctx, { id, version, response })
      })
    }
  }
  const escalate = async (after: number) => {
    const at = new Date(night.getTime() + after)
    if (at.getTime() < today.getTime()) await escalateWarnings(stage.at(at.toISOString()))
  }
  await respond(0, day)
  await escalate(day + hour / 4)
  await respond(day, 3 * day)
  await escalate(3 * day + hour / 4)
}

/** Of its region, where the head has no account; in headquarters risk. */
const leads = [
  ['HD', 'chen.hao'],
  ['HN', 'luo.ying'],
  ['HB', 'ma.jun'],
] as const
