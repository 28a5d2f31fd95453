import { useWords } from '../../language/web/words.tsx'
import { useParam } from '../../web/navigation.ts'
import { usePageTitle } from '../../web/page-title.ts'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { PrintButton } from '../../web/pieces/print-button.tsx'
import { useCall } from '../../web/use-call.ts'
import { readDocumentContent, readIssuedDocument } from '../contract.ts'
import { DocumentPaper } from './document-paper.tsx'
import { IssuedDocumentCard } from './issued-document-card.tsx'

/** One issued document by its permanent address: what is known of it, and what it says. */
export function IssuedDocumentPage() {
  const { t } = useWords()
  const params = { id: useParam('id') }
  const document = useCall(readIssuedDocument, { params })
  const content = useCall(readDocumentContent, { params }, { fresh: Number.POSITIVE_INFINITY })
  const { number, org_id, org_name } = document.data ?? {}
  usePageTitle(number, org_id && org_name ? { id: org_id, name: org_name } : null)
  return (
    <Loaded of={document}>
      {(found) => (
        <div className="issued-document-page">
          <div className="no-print">
            <IssuedDocumentCard document={found} page />
          </div>
          <div className="issued-document-note no-print">
            <p className="muted">{t('documents.document.paper_note')}</p>
            <PrintButton />
          </div>
          <Loaded of={content} kind="document">
            {(said) => <DocumentPaper document={found} content={said} />}
          </Loaded>
        </div>
      )}
    </Loaded>
  )
}
