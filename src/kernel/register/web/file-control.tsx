import { useState } from 'react'
import { acceptedFiles, downloadFile } from '../../files/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { fileUrl } from '../../web/call.ts'
import { FileDrop } from '../../web/pieces/file-drop.tsx'
import { FileList } from '../../web/pieces/file-list.tsx'
import type { Register } from '../contract.ts'

export type KnownFile = { id: string; name: string; size: number; type: string }

type Props = {
  register: Register
  org_id: string | undefined
  known: KnownFile | undefined
  value?: string | null
  onChange?: (id: string | null) => void
}

/** One file: uploaded at once, kept when the record is saved. */
export function FileControl({ register, org_id, known, value, onChange }: Props) {
  const { t } = useWords()
  const [uploaded, setUploaded] = useState<KnownFile>()
  const file = [uploaded, known].find((one) => one?.id === value)
  return (
    <div>
      {file && (
        <FileList
          files={[file]}
          href={({ id }) => fileUrl(downloadFile, { params: { id } })}
          remove={() => onChange?.(null)}
        />
      )}
      {org_id ? (
        <FileDrop
          key={org_id}
          endpoint={register.endpoints.attach}
          input={{ body: { org_id } }}
          accept={acceptedFiles}
          camera
          multiple={false}
          label={t(file ? 'register.record.replace' : 'register.record.drop')}
          onDone={(answer) => {
            setUploaded(answer)
            onChange?.(answer.id)
          }}
        />
      ) : (
        <p className="faint">{t('register.record.choose_organisation')}</p>
      )}
    </div>
  )
}
