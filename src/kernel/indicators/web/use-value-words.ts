import { useWords } from '../../language/web/words.tsx'
import type { ListedIndicator } from '../contract.ts'

/** A value with its unit. */
export function useValueWords(): (value: number, unit: ListedIndicator['unit']) => string {
  const { t, formats } = useWords()
  return (value, unit) => {
    const text = formats.number(value, { maximumFractionDigits: 2 })
    return unit === 'percent'
      ? `${text}%`
      : unit === 'per_thousand'
        ? `${text}‰`
        : unit === 'days'
          ? t('indicators.page.days', { value: text })
          : text
  }
}
