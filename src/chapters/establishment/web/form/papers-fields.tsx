import { Progress } from 'antd'
import { useEffect } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { useHouseForm } from '../../../../kernel/web/form/form-context.ts'
import type { ApplicationPage } from '../../application/contract.ts'
import { PaperLine } from './paper-line.tsx'

/** The checklist of documents by kind, with how many of the required ones are there. */
export function PapersFields({ application }: { application: ApplicationPage }) {
  const { t } = useWords()
  const { labels } = useHouseForm()
  const { id, documents, wanted } = application
  useEffect(() => {
    for (const { document_type, title } of documents) labels.set(`documents.${document_type}`, title)
  }, [documents, labels])
  const required = documents.filter((one) => one.required)
  const done = required.filter((one) => one.state === 'present').length
  const words = t('establishment.form.paper.progress', { done, total: required.length })
  return (
    <div id="form_documents">
      <div className="paper-progress" role="status">
        <span>{words}</span>
        <Progress
          percent={required.length === 0 ? 100 : Math.round((100 * done) / required.length)}
          showInfo={false}
          size="small"
          aria-label={words}
        />
      </div>
      <ul className="paper-list">
        {documents.map((paper) => (
          <PaperLine
            key={paper.document_type}
            application_id={id}
            paper={paper}
            wanted={wanted?.documents.includes(paper.document_type) === true}
          />
        ))}
      </ul>
    </div>
  )
}
