import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { OrgTag } from '../../../../kernel/web/pieces/org-tag.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { ApplicationChip } from '../../web/state-chip.tsx'
import { type Filing, listFilings } from '../filings/contract.ts'

/** What was filed about an organisation: the ledger its record stands on, the latest first. */
export function FilingsSection({ org_id }: { org_id: string }) {
  const { t } = useWords()
  const query = useCall(listFilings, { params: { id: org_id } })
  return (
    <Loaded of={query} kind="rows" rows={2}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="faint">{t('establishment.registry.filings_none')}</p>
        ) : (
          <ul className="registry-lines">
            {items.map((filing) => (
              <FilingLine key={filing.id} filing={filing} />
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function FilingLine({ filing }: { filing: Filing }) {
  const { t } = useWords()
  const { kind, number, application_id, applied_by, document, state } = filing
  const what = (
    <>
      {t(`establishment.registry.filing_kinds.${kind}`)} <span className="number">{number}</span>
    </>
  )
  return (
    <li>
      <span className="registry-end">
        {application_id ? (
          <Link to={`/establishment/applications/${application_id}` as string}>{what}</Link>
        ) : (
          <span>{what}</span>
        )}
        {document && (
          <Link to={`/documents/${document.id}` as string}>
            <span className="number">{document.number}</span>
          </Link>
        )}
      </span>
      <span className="registry-end">
        <span className="faint">{t('establishment.registry.filing_applied_by')}</span>
        <OrgTag organisation={applied_by} />
        <ApplicationChip state={state} plain />
        <When at={filing.completed_at ?? filing.issued_at ?? filing.approved_at} />
      </span>
    </li>
  )
}
