import type { Tx } from '../../../kernel/db/pool.ts'
import { type BuiltIn, seedIndicator } from '../../../kernel/indicators/seed.ts'
import { measureKeys, servicesReported } from './measures.ts'

const indicators: BuiltIn[] = [
  {
    ...{ key: servicesReported, source: 'imported', unit: 'count', frequency: 'month' },
    ...{ title: '服务量', title_tw: '服務量', title_en: 'Services given' },
    description: '机构当月提供的服务件数，由业务系统导入或由机构填报；每千件服务投诉数按它计算。',
    description_tw: '機構當月提供的服務件數，由業務系統匯入或由機構填報；每千件服務投訴數按它計算。',
    description_en:
      'Services given in the month, imported from the business systems or entered by the organisation; complaints per 1,000 services are counted by it.',
    ...{ clause: '4.2.2', direction: 'higher', amber: 10, red: 0 },
  },
  {
    ...{ key: measureKeys.perThousand, unit: 'per_thousand', frequency: 'month' },
    ...{ title: '每千件服务投诉数', title_tw: '每千件服務投訴數', title_en: 'Complaints per 1,000 services' },
    description: '当月受理的投诉（不含转出、合并和不成立的）与当月服务量之比。',
    description_tw: '當月受理的投訴（不含轉出、合併和不成立的）與當月服務量之比。',
    description_en:
      'Complaints taken in during the month, without those passed on, merged or unfounded, against the services given in it.',
    ...{ clause: '4.4.1', direction: 'lower', amber: 3, red: 8 },
  },
  {
    ...{ key: measureKeys.acknowledged, frequency: 'month' },
    ...{
      title: '投诉首次响应及时率',
      title_tw: '投訴首次回應及時率',
      title_en: 'Complaints acknowledged on time',
    },
    description: '当月作出首次响应或响应时限届满的投诉中，按时响应的比例。',
    description_tw: '當月作出首次回應或回應時限屆滿的投訴中，按時回應的比例。',
    description_en:
      'Of the complaints acknowledged, or due to be, in the month, the share acknowledged in time.',
    ...{ clause: '4.4.1', direction: 'higher', amber: 95, red: 80 },
  },
  {
    ...{ key: measureKeys.resolved, frequency: 'month' },
    ...{ title: '投诉按期办结率', title_tw: '投訴按期辦結率', title_en: 'Complaints resolved on time' },
    description: '当月办结或办结时限届满的投诉中，按期办结的比例。',
    description_tw: '當月辦結或辦結時限屆滿的投訴中，按期辦結的比例。',
    description_en: 'Of the complaints resolved, or due to be, in the month, the share resolved in time.',
    ...{ clause: '4.4.1', direction: 'higher', amber: 90, red: 70 },
  },
  {
    ...{ key: measureKeys.satisfied, frequency: 'month' },
    ...{ title: '投诉处理满意率', title_tw: '投訴處理滿意率', title_en: 'Satisfied with the handling' },
    description: '当月客户对投诉处理的评价中，四星和五星的比例。',
    description_tw: '當月客戶對投訴處理的評價中，四星和五星的比例。',
    description_en:
      'Of the ratings customers gave the handling in the month, the share with four or five stars.',
    ...{ clause: '4.4.3', direction: 'higher', amber: 80, red: 60 },
  },
]

/** The indicators complaints feed, and the one they are measured against. What is there already stays. */
export async function seedIndicators(tx: Tx, now: Date): Promise<void> {
  for (const indicator of indicators) await seedIndicator(tx, indicator, now)
}
