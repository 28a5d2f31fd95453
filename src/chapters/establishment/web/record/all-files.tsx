import { fileUrl } from '../../../../kernel/web/call.ts'
import { FileList } from '../../../../kernel/web/pieces/file-list.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { downloadFile, type FileShown } from '../../application/papers/contract.ts'

export type NamedFile = FileShown & {
  /** What it is: the document's title, or nothing for a photo or evidence. */
  title: string | null
}

/** Every file of an application, whatever it belongs to; each once. */
export function filesOf(application: ApplicationPage): NamedFile[] {
  const { documents, review, visits, registrations } = application
  const all: NamedFile[] = [
    ...documents.flatMap(({ title, files }) => files.map(({ file }) => ({ ...file, title }))),
    ...(review?.evidence_files ?? []).map((file) => ({ ...file, title: null })),
    ...visits.flatMap(({ photos }) => photos.map((file) => ({ ...file, title: null }))),
    ...registrations.flatMap(({ proof, title }) => (proof ? [{ ...proof, title }] : [])),
  ]
  return [...new Map(all.map((file) => [file.id, file])).values()]
}

export function AllFiles({ application_id, files }: { application_id: string; files: NamedFile[] }) {
  return (
    <FileList
      files={files.map((file) => ({ ...file, uploaded_at: file.created_at }))}
      href={({ id }) => fileUrl(downloadFile, { params: { id: application_id, file_id: id } })}
      extra={({ title, name }) =>
        title && !name.startsWith(title) && <span className="muted file-title">{title}</span>
      }
    />
  )
}
