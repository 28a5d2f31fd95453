import { IssuedDocumentCard } from '../../../../kernel/documents/web/issued-document-card.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { ApplicationPage } from '../../application/contract.ts'

/** The approval document with its number, hash and check, and those voided before it. */
export function ApprovalDocument({ application }: { application: ApplicationPage }) {
  const { t } = useWords()
  const { document, voided_documents } = application
  return (
    <div className="approval-document">
      {document ? (
        <IssuedDocumentCard document={document} />
      ) : (
        <p className="faint">{t('establishment.record.document.none')}</p>
      )}
      {voided_documents.length > 0 && (
        <details>
          <summary>{t('establishment.record.document.earlier')}</summary>
          {voided_documents.map((one) => (
            <IssuedDocumentCard key={one.id} document={one} />
          ))}
        </details>
      )}
    </div>
  )
}
