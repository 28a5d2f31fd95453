import { downloadFile } from '../../../../kernel/files/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { fileUrl } from '../../../../kernel/web/call.ts'
import { FileDrop } from '../../../../kernel/web/pieces/file-drop.tsx'
import { FileList } from '../../../../kernel/web/pieces/file-list.tsx'
import { acceptedFiles, attachFile, type ComplaintPage } from '../../complaint/contract.ts'

/** What the customer sent and what was found out. */
export function ComplaintFiles({ complaint: { id, files, can } }: { complaint: ComplaintPage }) {
  const { t } = useWords()
  return (
    <>
      {files.length === 0 && <p className="faint">{t('complaints.page.no_files')}</p>}
      <FileList
        files={files.map((file) => ({ ...file, uploaded_at: file.created_at }))}
        href={(file) => fileUrl(downloadFile, { params: { id: file.id } })}
      />
      {can.includes('attach') && (
        <FileDrop
          endpoint={attachFile}
          input={{ params: { id } }}
          accept={acceptedFiles}
          camera
          label={t('complaints.page.attach')}
        />
      )}
    </>
  )
}
