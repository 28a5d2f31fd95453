import type { ApplicationPage } from '../../application/contract.ts'
import { PaperFiles } from './paper-files.tsx'
import { PaperHead } from './paper-head.tsx'
import './papers.css'

/** The checklist of documents with what was handed in. */
export function PapersRead({ application }: { application: ApplicationPage }) {
  const { id, documents, wanted } = application
  return (
    <ul className="paper-list is-read">
      {documents.map((paper) => (
        <li key={paper.document_type} className="paper-item">
          <PaperHead paper={paper} wanted={wanted?.documents.includes(paper.document_type) === true} />
          <PaperFiles application_id={id} paper={paper} />
        </li>
      ))}
    </ul>
  )
}
