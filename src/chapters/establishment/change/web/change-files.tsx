import { acceptedFiles, downloadFile } from '../../../../kernel/files/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { fileUrl } from '../../../../kernel/web/call.ts'
import { useConfirm } from '../../../../kernel/web/pieces/confirm.tsx'
import { FileDrop } from '../../../../kernel/web/pieces/file-drop.tsx'
import { FileList, type ListedFile } from '../../../../kernel/web/pieces/file-list.tsx'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { attachPaper, type ChangePage, detachPaper } from '../contract.ts'
import { touched } from './touched.ts'

/** What is filed with it: resolutions, leases, whatever proves what is said. In approval a change of it voids the votes. */
export function ChangeFiles({ change: { id, files, can, state } }: { change: ChangePage }) {
  const { t } = useWords()
  const confirm = useConfirm()
  const detach = useSave(detachPaper, { invalidates: touched })
  const may = can.includes('edit')
  const judged = state === 'in_review'
  const remove = async (file: ListedFile) => {
    const agreed = await confirm({
      title: t('establishment.change.page.ask_detach', { name: file.name }),
      ...(judged ? { text: t('establishment.change.page.papers_void') } : {}),
      verb: t('web.files.remove', { name: file.name }),
      danger: true,
    })
    if (agreed !== undefined) await detach.save({ params: { id, file_id: file.id } })
  }
  return (
    <>
      {files.length === 0 && <p className="faint">{t('establishment.change.page.no_files')}</p>}
      <FileList
        files={files.map((file) => ({ ...file, uploaded_at: file.created_at }))}
        href={(file) => fileUrl(downloadFile, { params: { id: file.id } })}
        {...(may ? { remove: (file: ListedFile) => void remove(file) } : {})}
      />
      {may && judged && <p className="faint">{t('establishment.change.page.papers_void')}</p>}
      {may && (
        <FileDrop
          endpoint={attachPaper}
          input={{ params: { id } }}
          accept={acceptedFiles}
          camera
          label={t('establishment.change.page.attach')}
        />
      )}
    </>
  )
}
