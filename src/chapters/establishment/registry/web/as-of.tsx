import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { OrganisationPage } from '../../../../kernel/org/contract.ts'
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

/** Says that what is told of the day was corrected, and leads to what was filed. */
export function CorrectedNotice({ corrections }: Pick<OrganisationPage, 'corrections'>) {
  const { t } = useWords()
  return corrections.map(({ number, link }) => (
    <p key={number} className="form-notice">
      <Link to={link as string}>{t('establishment.registry.corrected', { number })}</Link>
    </p>
  ))
}

type NoticeProps = { id: string; on: string; ahead: boolean; children: ReactNode }

/** Says that a day gone by, or one ahead, is shown, what is different today, and leads back there. */
export function AsOfNotice({ id, on, ahead, children }: NoticeProps) {
  const { t, formats } = useWords()
  return (
    <div className="form-notice">
      <p>
        {t(ahead ? 'establishment.registry.as_of_ahead' : 'establishment.registry.as_of_told', {
          day: formats.date(on),
        })}{' '}
        <Link to={`/organisations/${id}` as string}>{t('establishment.registry.as_of_now')}</Link>
      </p>
      {children}
    </div>
  )
}
