import type { Tx } from '../../../../kernel/db/pool.ts'
import { seedIndicator } from '../../../../kernel/indicators/seed.ts'
import { registrationMeasure } from '../registration/measure.ts'

/** The indicator that registrations feed. What is there already stays. */
export const seedRegistrationIndicator = (tx: Tx, now: Date): Promise<void> =>
  seedIndicator(
    tx,
    {
      ...{
        key: registrationMeasure,
        title: '登记备案及时率',
        title_tw: '登記備案及時率',
        title_en: 'Registrations filed on time',
      },
      ...{
        description: '当期到期的登记中，按期备案的比例。',
        description_tw: '當期到期的登記中，按期備案的比例。',
        description_en: 'Of the registrations due in the period, the share filed in time.',
        clause: '2.2.4',
      },
      ...{ direction: 'higher', frequency: 'quarter', amber: 95, red: 80 },
    },
    now,
  )
