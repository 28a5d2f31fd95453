import { useWords } from '../../language/web/words.tsx'
import type { IssuePage } from '../acts/contract.ts'

/** The due day, with the day off it was moved from. */
export function useDueDay() {
  const { t, formats } = useWords()
  return ({ due_on, nominal_due_on }: Pick<IssuePage, 'due_on' | 'nominal_due_on'>): string =>
    due_on === nominal_due_on
      ? formats.date(due_on)
      : t('issues.page.due_moved', {
          due_on: formats.date(due_on),
          nominal: formats.date(nominal_due_on, { style: 'weekday' }),
        })
}
