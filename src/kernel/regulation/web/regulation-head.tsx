import { useWords } from '../../language/web/words.tsx'
import { GoButton } from '../../web/pieces/go-button.tsx'
import type { RegulationPage } from '../contract.ts'

type Props = { regulation: RegulationPage; note: string | undefined; past: string | undefined }

/** Which edition this is; and when another day was asked for, that it is not today's. */
export function RegulationHead({ regulation, note, past }: Props) {
  const { t, formats } = useWords()
  const { edition } = regulation
  const on = formats.date(edition.effective_on)
  return (
    <>
      <p className="regulation-edition">{t('regulation.page.edition', { number: edition.number, on })}</p>
      {note && <p className="regulation-note no-print">{note}</p>}
      {past && (
        <p className="regulation-past no-print" role="status">
          {t('regulation.page.past', { on: formats.date(past) })}
          <GoButton to="/regulation" type="link" size="small">
            {t('regulation.page.to_today')}
          </GoButton>
        </p>
      )}
    </>
  )
}
