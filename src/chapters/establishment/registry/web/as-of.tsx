import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { useGo } from '../../../../kernel/web/navigation.ts'
import '../../web/notice.css'

type Props = { id: string; on: string | undefined }

/** Chooses the day an organisation is told as of; it stands in the address. */
export function AsOfField({ id, on }: Props) {
  const { t } = useWords()
  const go = useGo()
  return (
    <span className="as-of">
      <label htmlFor="as-of" className="muted">
        {t('establishment.registry.as_of')}
      </label>
      <DayField
        id="as-of"
        value={on ?? null}
        onChange={(day) => go(`/organisations/${id}${day ? `?on=${day}` : ''}`)}
      />
    </span>
  )
}

/** Says that a day gone by is shown, and leads back to today. */
export function AsOfNotice({ id, on }: { id: string; on: string }) {
  const { t, formats } = useWords()
  return (
    <p className="form-notice">
      <span>
        {t('establishment.registry.as_of_told', { day: formats.date(on) })}{' '}
        <Link to={`/organisations/${id}` as string}>{t('establishment.registry.as_of_now')}</Link>
      </span>
    </p>
  )
}
