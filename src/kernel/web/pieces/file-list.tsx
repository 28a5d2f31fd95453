import { DeleteOutlined, FileImageOutlined, FileOutlined, FilePdfOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from './person-tag.tsx'
import './files.css'
import { When } from './when.tsx'

export type ListedFile = {
  id: string
  name: string
  /** Bytes. */
  size: number
  /** Media type as the server found it in the content. */
  type?: string | null
  uploaded_at?: string | null
  uploaded_by?: { name: string; name_en?: string | null } | null
}

type Props<F extends ListedFile> = {
  files: F[]
  href: (file: F) => string
  /** Leave out where nothing may be removed. */
  remove?: (file: F) => void
  /** Behind the name: a kind, a validity date. */
  extra?: (file: F) => ReactNode
}

/** Files as lines: name, size, who and when; the name downloads. */
export function FileList<F extends ListedFile>({ files, href, remove, extra }: Props<F>) {
  const { t } = useWords()
  return (
    <ul className="file-list">
      {files.map((file) => (
        <li key={file.id} className="file-line">
          <span className="file-icon" aria-hidden="true">
            {iconOf(file.type)}
          </span>
          <div className="file-words">
            <a href={href(file)} download={file.name}>
              {file.name}
            </a>
            {extra?.(file)}
            <FileMeta file={file} />
          </div>
          {remove && (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t('web.files.remove', { name: file.name })}
              onClick={() => remove(file)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function FileMeta({ file }: { file: ListedFile }) {
  const { formats } = useWords()
  const name = usePersonName()
  return (
    <span className="file-meta">
      <span className="number">{formats.fileSize(file.size)}</span>
      {file.uploaded_by && <span>{name(file.uploaded_by)}</span>}
      {file.uploaded_at && <When at={file.uploaded_at} table />}
    </span>
  )
}

function iconOf(type: string | null | undefined) {
  if (type?.startsWith('image/')) return <FileImageOutlined aria-hidden="true" />
  return type === 'application/pdf' ? (
    <FilePdfOutlined aria-hidden="true" />
  ) : (
    <FileOutlined aria-hidden="true" />
  )
}
