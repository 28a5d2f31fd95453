import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { listApplications } from '../../application/contract.ts'
import { ApplicationChip } from '../../web/state-chip.tsx'
import { ShownOf } from './shown-of.tsx'

/** Applications that an organisation and those below it made, the latest first. */
export function ApplicationsSection({ org_id }: { org_id: string }) {
  const { t, language } = useWords()
  const query = useCall(listApplications, { query: { region: org_id, limit: 10 } })
  return (
    <Loaded of={query} kind="rows" rows={2}>
      {(page) =>
        page.items.length === 0 ? (
          <p className="faint">{t('establishment.registry.applications_none')}</p>
        ) : (
          <>
            <ul className="registry-lines">
              {page.items.map(({ id, number, name, name_en, state, submitted_at, created_at }) => (
                <li key={id}>
                  <Link to={`/establishment/applications/${id}` as string}>
                    {number && <span className="number">{number} </span>}
                    {(language === 'en' && name_en) || name || t('establishment.applications.unnamed')}
                  </Link>
                  <span className="registry-end">
                    <ApplicationChip state={state} plain />
                    <When at={submitted_at ?? created_at} />
                  </span>
                </li>
              ))}
            </ul>
            <ShownOf of={page} to="/establishment/applications" search={{ region: org_id }} />
          </>
        )
      }
    </Loaded>
  )
}
