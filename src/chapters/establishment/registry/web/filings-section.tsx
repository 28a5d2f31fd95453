import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { OrgTag } from '../../../../kernel/web/pieces/org-tag.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { ChangeChip } from '../../change/web/change-chip.tsx'
import { ApplicationChip } from '../../web/state-chip.tsx'
import { type Changing, type Establishing, listFilings } from '../filings/contract.ts'

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
            {items.map((filing) =>
              filing.kind === 'establish' ? (
                <EstablishingLine key={filing.id} filing={filing} />
              ) : (
                <ChangingLine key={filing.id} filing={filing} />
              ),
            )}
          </ul>
        )
      }
    </Loaded>
  )
}

function EstablishingLine({ filing }: { filing: Establishing }) {
  const { t } = useWords()
  const { number, application_id, applied_by, document, state, at } = filing
  const what = (
    <>
      {t('establishment.registry.filing_kinds.establish')} <span className="number">{number}</span>
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
        <When at={at} />
      </span>
    </li>
  )
}

function ChangingLine({ filing }: { filing: Changing }) {
  const { t, formats } = useWords()
  const { kind, number, change_id, state, effective_on, at } = filing
  const what = (
    <>
      {t(`establishment.change.kind.${kind}`)} <span className="number">{number}</span>
    </>
  )
  return (
    <li>
      <span className="registry-end">
        {change_id ? (
          <Link to={`/establishment/changes/${change_id}` as string}>{what}</Link>
        ) : (
          <span>{what}</span>
        )}
      </span>
      <span className="registry-end">
        {effective_on && (
          <span className="faint">
            {t('establishment.registry.filing_from', { day: formats.date(effective_on) })}
          </span>
        )}
        <ChangeChip state={state} plain />
        <When at={at} />
      </span>
    </li>
  )
}
