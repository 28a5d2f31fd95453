import { Button, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { PersonTag, usePersonName } from '../../web/pieces/person-tag.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useSave } from '../../web/use-save.ts'
import { commentOnRequest } from '../request/contract.ts'
import type { Request } from './request-words.ts'
import './comments.css'

type Comment = Request['comments'][number]

/** What people asked and added while the request was under way; replies stand below what they answer. */
export function Comments({ request }: { request: Request }) {
  const { t } = useWords()
  const [replyTo, setReplyTo] = useState<string>()
  const open = request.can.includes('comment')
  const threads = request.comments.filter(({ reply_to_id }) => reply_to_id === null)
  const repliesTo = (id: string) => request.comments.filter((comment) => rootOf(request, comment) === id)
  return (
    <div className="comments">
      {threads.length === 0 && <p className="faint">{t('approvals.comments.none')}</p>}
      <ul>
        {threads.map((comment) => (
          <li key={comment.id} className="comment">
            <CommentText comment={comment} />
            <ul className="comment-replies">
              {repliesTo(comment.id).map((reply) => (
                <li key={reply.id}>
                  <CommentText comment={reply} />
                </li>
              ))}
            </ul>
            {open && replyTo !== comment.id && (
              <Button size="small" type="text" className="no-print" onClick={() => setReplyTo(comment.id)}>
                {t('approvals.comments.reply')}
              </Button>
            )}
            {open && replyTo === comment.id && (
              <Write request={request} replyTo={comment} onClose={() => setReplyTo(undefined)} />
            )}
          </li>
        ))}
      </ul>
      {open && replyTo === undefined && <Write request={request} />}
    </div>
  )
}

function CommentText({ comment }: { comment: Comment }) {
  return (
    <>
      <p className="comment-head">
        <PersonTag person={comment.person} />
        <When at={comment.at} />
      </p>
      <p className="comment-body">{comment.body}</p>
    </>
  )
}

type WriteProps = { request: Request; replyTo?: Comment; onClose?: () => void }

function Write({ request, replyTo, onClose }: WriteProps) {
  const { t } = useWords()
  const nameOf = usePersonName()
  const [body, setBody] = useState('')
  const { save, saving } = useSave(commentOnRequest, {
    invalidates: ['trail'],
    onDone: () => {
      setBody('')
      onClose?.()
    },
  })
  const label = replyTo
    ? t('approvals.comments.reply_to', { name: nameOf(replyTo.person) })
    : t('approvals.comments.placeholder')
  const send = () => {
    if (body.trim() === '') return
    void save({
      params: { id: request.id },
      body: { body: body.trim(), reply_to_id: replyTo?.id ?? null },
    })
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
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
        }}
      />
      {(body.trim() !== '' || onClose) && (
        <div className="comment-buttons">
          {onClose && <Button onClick={onClose}>{t('approvals.comments.cancel')}</Button>}
          <Button disabled={body.trim() === ''} loading={saving} onClick={send}>
            {replyTo ? t('approvals.comments.reply') : t('approvals.comments.send')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** The comment that began the thread a reply belongs to; undefined for one that began it itself. */
function rootOf({ comments }: Request, comment: Comment): string | undefined {
  let at: Comment | undefined = comment
  while (at && at.reply_to_id !== null) {
    const above: string = at.reply_to_id
    at = comments.find(({ id }) => id === above)
  }
  return at === comment ? undefined : at?.id
}
