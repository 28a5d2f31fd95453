import { useWords } from '../../language/web/words.tsx'
import { useCall } from '../../web/use-call.ts'
import { readParameterHistory } from '../contract.ts'

/** Every value this number was given, the latest first. */
export function NumberHistory({ parameter }: { parameter: string }) {
  const { t, language, formats } = useWords()
  const history = useCall(readParameterHistory, { params: { key: parameter }, query: { language } })
  const items = history.data?.items ?? []
  if (items.length < 2) return null
  return (
    <details className="number-history">
      <summary>{t('regulation.numbers.history', { count: items.length })}</summary>
      <ol>
        {items.map(({ version, said, effective_on, set_by_name, reason }) => (
          <li key={version}>
            <strong>{said}</strong>
            <span className="faint">
              {set_by_name
                ? t('regulation.numbers.since', { on: formats.date(effective_on), name: set_by_name })
                : t('regulation.numbers.from_default')}
            </span>
            {reason && <span className="muted">{reason}</span>}
          </li>
        ))}
      </ol>
    </details>
  )
}
