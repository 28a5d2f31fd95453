import { useWords } from '../../../../kernel/language/web/words.tsx'
import { fileUrl } from '../../../../kernel/web/call.ts'
import { FileList } from '../../../../kernel/web/pieces/file-list.tsx'
import { downloadFile, type Paper } from '../../application/papers/contract.ts'

type Props = {
  application_id: string
  paper: Paper
  /** Gets the document's id. Left out where nothing may be removed. */
  remove?: (document_id: string) => void
}

/** What was handed in for one line of the checklist. */
export function PaperFiles({ application_id, paper, remove }: Props) {
  const { t, formats } = useWords()
  if (paper.files.length === 0) return null
  const files = paper.files.map(({ id, file, valid_until, expired }) => ({
    ...file,
    document_id: id,
    valid_until,
    expired,
    uploaded_at: file.created_at,
  }))
  return (
    <FileList
      files={files}
      href={(file) => fileUrl(downloadFile, { params: { id: application_id, file_id: file.id } })}
      extra={({ valid_until, expired }) =>
        valid_until && (
          <span className={expired ? 'paper-expired' : 'muted'}>
            {t(expired ? 'establishment.form.paper.ran_out' : 'establishment.form.paper.valid', {
              day: formats.date(valid_until),
            })}
          </span>
        )
      }
      {...(remove ? { remove: ({ document_id }: { document_id: string }) => remove(document_id) } : {})}
    />
  )
}
