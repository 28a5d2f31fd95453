import { Link } from '@tanstack/react-router'
import { listIssuedDocuments } from '../../../../kernel/documents/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { ShownOf } from './shown-of.tsx'

/** Documents issued to an organisation, the latest first. */
export function DocumentsSection({ org_id }: { org_id: string }) {
  const { t } = useWords()
  const query = useCall(listIssuedDocuments, { query: { org_id, limit: 20 } })
  return (
    <Loaded of={query} kind="rows" rows={2}>
      {(page) =>
        page.items.length === 0 ? (
          <p className="faint">{t('establishment.registry.documents_none')}</p>
        ) : (
          <>
            <ul className="registry-lines">
              {page.items.map(({ id, number, title, issued_at }) => (
                <li key={id}>
                  <Link to={`/documents/${id}` as string}>
                    <span className="number">{number}</span> {title}
                  </Link>
                  <When at={issued_at} />
                </li>
              ))}
            </ul>
            <ShownOf of={page} to="/documents" search={{ under: org_id }} />
          </>
        )
      }
    </Loaded>
  )
}
