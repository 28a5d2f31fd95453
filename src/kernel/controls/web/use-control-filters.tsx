import { type ReactNode, useMemo } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { Filter } from '../../web/list/filter.ts'
import { CountedControl } from './counted-control.tsx'

/**
 * The filters a control's records are opened with: they come with the link, say what is shown, and go with the others.
 * `alone`: also the one organisation, for a list that doesn't name it itself.
 */
export function useControlFilters({ alone = true } = {}): Filter[] {
  const { t } = useWords()
  return useMemo(() => {
    const said = (key: string, title: string, word: (value: string) => ReactNode): Filter => ({
      ...{ key, title, rare: true, kind: 'own' },
      render: (value) => value && <span>{word([value].flat()[0] ?? '')}</span>,
    })
    const counted = t('controls.counted.counted')
    const organisation = t('controls.counted.organisation')
    const period = t('controls.counted.period')
    return [
      said('counted', counted, (key) => <CountedControl control={key} />),
      said('counted_in', period, (value) => `${period} ${value}`),
      ...(alone ? [said('organisation_id', organisation, () => organisation)] : []),
      said('counted_as', t('controls.counted.as'), (value) =>
        t(value === 'met' ? 'controls.counted.met' : 'controls.counted.unmet'),
      ),
    ]
  }, [t, alone])
}
