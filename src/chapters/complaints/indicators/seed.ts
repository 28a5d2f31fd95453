import type { Tx } from '../../../kernel/db/pool.ts'
import { type BuiltIn, seedIndicator } from '../../../kernel/indicators/seed.ts'
import { measureKeys, servicesReported } from './measures.ts'

const indicators: BuiltIn[] = [
  {
    ...{ key: servicesReported, source: 'imported', unit: 'count', frequency: 'month' },
    ...{ title: '服务量', title_en: 'Services given' },
    description: '机构当月提供的服务件数，由业务系统导入或由机构填报；每千件服务投诉数按它计算。',
    ...{ clause: '4.2.2', direction: 'higher', amber: 10, red: 0 },
  },
  {
    ...{ key: measureKeys.perThousand, unit: 'per_thousand', frequency: 'month' },
    ...{ title: '每千件服务投诉数', title_en: 'Complaints per 1,000 services' },
    description: '当月受理的投诉（不含转出、合并和不成立的）与当月服务量之比。',
    ...{ clause: '4.4.1', direction: 'lower', amber: 3, red: 8 },
  },
  {
    ...{ key: measureKeys.acknowledged, frequency: 'month' },
    ...{ title: '投诉首次响应及时率', title_en: 'Complaints acknowledged on time' },
    description: '当月作出首次响应或响应时限届满的投诉中，按时响应的比例。',
    ...{ clause: '4.4.1', direction: 'higher', amber: 95, red: 80 },
  },
  {
    ...{ key: measureKeys.resolved, frequency: 'month' },
    ...{ title: '投诉按期办结率', title_en: 'Complaints resolved on time' },
    description: '当月办结或办结时限届满的投诉中，按期办结的比例。',
    ...{ clause: '4.4.1', direction: 'higher', amber: 90, red: 70 },
  },
  {
    ...{ key: measureKeys.satisfied, frequency: 'month' },
    ...{ title: '投诉处理满意率', title_en: 'Satisfied with the handling' },
    description: '当月客户对投诉处理的评价中，四星和五星的比例。',
    ...{ clause: '4.4.3', direction: 'higher', amber: 80, red: 60 },
  },
]

/** The indicators complaints feed, and the one they are measured against. What is there already stays. */
export async function seedIndicators(tx: Tx, now: Date): Promise<void> {
  for (const indicator of indicators) await seedIndicator(tx, indicator, now)
}
