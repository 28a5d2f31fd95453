import { CameraOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import type { Endpoint, ReturnOf } from '../../http/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import './files.css'
import type { CallInput } from '../call-input.ts'
import { useProblemText } from './problem-text.ts'
import { type Upload, useUploads } from './use-uploads.ts'

type Props<E extends Endpoint> = {
  /** One that `carries: 'upload'`. */
  endpoint: E
  input: Omit<CallInput<E>, 'body'> & { body?: Record<string, unknown> }
  onDone?: (answer: ReturnOf<E>, file: File) => void
  /** As the accept attribute: `.pdf,image/*`. */
  accept?: string
  /** Offers the phone's camera beside the files. */
  camera?: boolean
  multiple?: boolean
  /** What belongs here; "Proof of premises, PDF or photos". */
  label: string
  disabled?: boolean
}

/** Drop, choose or photograph files; each shows its progress, can be stopped, and says why it failed. */
export function FileDrop<E extends Endpoint>(props: Props<E>) {
  const { endpoint, input, onDone, accept, camera, multiple = true, label, disabled } = props
  const { t } = useWords()
  const { uploads, add, again, drop } = useUploads(endpoint, input, onDone)
  const [over, setOver] = useState(false)
  const chosen = useRef<HTMLInputElement>(null)
  const taken = useRef<HTMLInputElement>(null)

  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const files = [...event.dataTransfer.files]
    if (!disabled) add(multiple ? files : files.slice(0, 1))
  }
  const picker = (which: typeof chosen, capture?: 'environment') => (
    <input
      ref={which}
      type="file"
      hidden
      accept={capture ? 'image/*' : accept}
      multiple={multiple}
      capture={capture}
      onChange={({ target }) => {
        add([...(target.files ?? [])])
        target.value = ''
      }}
    />
  )

  return (
    <div className="file-drop-box">
      {/* The buttons inside do the same by keyboard; dropping is an extra for the mouse. */}
      <fieldset
        className={`file-drop${over ? ' is-over' : ''}`}
        disabled={disabled}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <legend className="visually-hidden">{label}</legend>
        <Button icon={<PaperClipOutlined aria-hidden="true" />} onClick={() => chosen.current?.click()}>
          {t('web.files.choose')}
        </Button>
        {camera && (
          <Button icon={<CameraOutlined aria-hidden="true" />} onClick={() => taken.current?.click()}>
            {t('web.files.photograph')}
          </Button>
        )}
        <span className="file-drop-label">{label}</span>
        {picker(chosen)}
        {camera && picker(taken, 'environment')}
      </fieldset>
      {uploads.length > 0 && (
        <ul className="file-list" aria-live="polite">
          {uploads.map((one) => (
            <UploadLine key={one.key} upload={one} again={() => again(one)} drop={() => drop(one.key)} />
          ))}
        </ul>
      )}
    </div>
  )
}

function UploadLine({ upload, again, drop }: { upload: Upload; again: () => void; drop: () => void }) {
  const { t } = useWords()
  const text = useProblemText()
  const { file, share, problem } = upload
  return (
    <li className="file-line">
      <div className="file-words">
        <span>{file.name}</span>
        {problem ? (
          <span className="file-problem">{text(problem)}</span>
        ) : (
          <Progress percent={Math.round(share * 100)} size="small" aria-label={file.name} />
        )}
      </div>
      {problem && (
        <Button size="small" onClick={again}>
          {t('web.problem.retry')}
        </Button>
      )}
      <Button size="small" type="text" onClick={drop}>
        {t(problem ? 'web.files.dismiss' : 'web.files.stop')}
      </Button>
    </li>
  )
}
