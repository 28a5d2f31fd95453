import { Button } from 'antd'
import { useState } from 'react'
import { downloadFile } from '../../files/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { fileUrl } from '../../web/call.ts'
import { FileList } from '../../web/pieces/file-list.tsx'
import { PersonTag, usePersonName } from '../../web/pieces/person-tag.tsx'
import { StateChip } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import type { Request } from './request-words.ts'
import { WriteComment } from './write-comment.tsx'
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
              <WriteComment request={request} replyTo={comment} onClose={() => setReplyTo(undefined)} />
            )}
          </li>
        ))}
      </ul>
      {open && replyTo === undefined && <WriteComment request={request} />}
    </div>
  )
}

function CommentText({ comment }: { comment: Comment }) {
  const { t } = useWords()
  const nameOf = usePersonName()
  return (
    <>
      <p className="comment-head">
        <PersonTag person={comment.person} />
        <When at={comment.at} />
        {comment.asks && (
          <>
            <span className="faint">{t('approvals.talk.asks', { name: nameOf(comment.asks) })}</span>
            <StateChip
              plain
              tone={comment.answered_at ? 'done' : 'waiting'}
              word={t(comment.answered_at ? 'approvals.talk.answered' : 'approvals.talk.open')}
            />
          </>
        )}
      </p>
      <p className="comment-body">{comment.body}</p>
      {comment.files.length > 0 && (
        <FileList files={comment.files} href={({ id }) => fileUrl(downloadFile, { params: { id } })} />
      )}
    </>
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
