import { useWords } from '../../language/web/words.tsx'
import { organisationFilter } from '../../org/web/organisation-filter.tsx'
import type { Filter } from '../../web/list/filter.ts'
import type { Register } from '../contract.ts'

/** Days within which something runs out, as a list offers them; -1: it has. */
const spans = [-1, 30, 60, 90, 180]

/** A register's filters: the organisation, every choice, and how soon something runs out. */
export function useFilters({ fields }: Register): Filter[] {
  const { t } = useWords()
  const own = Object.entries(fields).flatMap(([key, field]): Filter[] => {
    if (field.kind === 'choice') {
      const options = Object.entries(field.options).map(([value, word]) => ({ value, word: t(word) }))
      return [{ key, kind: 'choice', title: t(field.title), options, multiple: true }]
    }
    if (field.kind !== 'day' || !field.until) return []
    const options = spans.map((days) => ({
      value: String(days),
      word: days < 0 ? t('register.list.ended') : t('register.list.within_days', { count: days }),
    }))
    return [{ key: `${key}_within`, kind: 'choice', title: t('register.list.within'), options }]
  })
  return [organisationFilter('under', t('register.list.organisation')), ...own]
}
