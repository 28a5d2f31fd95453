import type { Tx } from '../db/pool.ts'
import { seedIndicator } from '../indicators/seed.ts'
import { seedExtensions } from './extension/seed.ts'
import { issueMeasure } from './indicator.ts'

/** What the ledger needs in every database: the flows of later due days, and the indicator it feeds. */
export async function seedIssues(tx: Tx, now: Date): Promise<void> {
  await seedExtensions(tx, now)
  await seedIndicator(
    tx,
    {
      ...{
        key: issueMeasure,
        title: '问题按期整改率',
        title_tw: '問題按期整改率',
        title_en: 'Issues put right on time',
        clause: '7.1.3',
      },
      description: '当期到期的问题中，在最初期限前销号的比例。',
      description_tw: '當期到期的問題中，在最初期限前銷號的比例。',
      description_en: 'Of the issues due in the period, the share closed by their first due day.',
      ...{ direction: 'higher', frequency: 'quarter', amber: 90, red: 70 },
    },
    now,
  )
}
