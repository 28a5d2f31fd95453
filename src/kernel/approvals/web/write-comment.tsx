import { PaperClipOutlined } from '@ant-design/icons'
import { App, Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { acceptedFiles } from '../../files/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { CallProblem } from '../../web/call-problem.ts'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { useProblemText } from '../../web/pieces/problem-text.ts'
import { useSession } from '../../web/session.tsx'
import { upload } from '../../web/upload.ts'
import { useSave } from '../../web/use-save.ts'
import { attachToComment, commentOnRequest } from '../talk/contract.ts'
import type { Request } from './request-words.ts'

type Props = { request: Request; replyTo?: Request['comments'][number]; onClose?: () => void }

/** Writes a comment or a reply, with files beside it. */
export function WriteComment({ request, replyTo, onClose }: Props) {
  const { t } = useWords()
  const nameOf = usePersonName()
  const me = useSession().person_id
  const { message } = App.useApp()
  const problemText = useProblemText()
  const [body, setBody] = useState('')
  const [files, setFiles] = useState<File[]>([])
  const [sending, setSending] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const { save } = useSave(commentOnRequest, { invalidates: ['trail', 'tasks', 'approvals.subject'] })
  const label = replyTo
    ? t('approvals.comments.reply_to', { name: nameOf(replyTo.person) })
    : t('approvals.comments.placeholder')
  const attach = async (comment_id: string) => {
    for (const file of files)
      try {
        await upload(attachToComment, { params: { id: request.id, comment_id } }, { file, name: file.name })
      } catch (error) {
        if (!(error instanceof CallProblem)) throw error
        message.error(`${file.name}: ${problemText(error)}`)
      }
  }
  const send = async () => {
    if (body.trim() === '' || sending) return
    setSending(true)
    const saved = await save({
      params: { id: request.id },
      body: { body: body.trim(), reply_to_id: replyTo?.id ?? null },
    })
    const own = saved.ok && saved.answer.comments.findLast(({ person }) => person.id === me)
    if (own && files.length > 0) await attach(own.id)
    setSending(false)
    if (!saved.ok) return
    setBody('')
    setFiles([])
    onClose?.()
  }
  return (
    <div className="comment-write no-print">
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 8 }}
        autoFocus={replyTo !== undefined}
        maxLength={4000}
        value={body}
        aria-label={label}
        placeholder={label}
        onChange={({ target }) => setBody(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
        }}
      />
      {files.length > 0 && (
        <p className="faint">{t('approvals.talk.chosen', { names: files.map(({ name }) => name) })}</p>
      )}
      {(body.trim() !== '' || onClose) && (
        <div className="comment-buttons">
          <input
            ref={input}
            type="file"
            hidden
            multiple
            accept={acceptedFiles}
            onChange={({ target }) => {
              setFiles((before) => [...before, ...(target.files ?? [])])
              target.value = ''
            }}
          />
          <Button icon={<PaperClipOutlined aria-hidden="true" />} onClick={() => input.current?.click()}>
            {t('approvals.talk.attach')}
          </Button>
          {onClose && <Button onClick={onClose}>{t('approvals.comments.cancel')}</Button>}
          <Button disabled={body.trim() === ''} loading={sending} onClick={() => void send()}>
            {replyTo ? t('approvals.comments.reply') : t('approvals.comments.send')}
          </Button>
        </div>
      )}
    </div>
  )
}
