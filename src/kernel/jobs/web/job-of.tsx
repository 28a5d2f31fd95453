import { type ReactNode, useEffect, useRef } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { ConfirmButton } from '../../web/pieces/confirm-button.tsx'
import { JobProgress, pollJob } from '../../web/pieces/job-progress.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { useCall } from '../../web/use-call.ts'
import { useSave } from '../../web/use-save.ts'
import { cancelJob, type Job, readJob, seeJob } from '../contract.ts'

type Props = {
  id: string
  title: string
  /** What to do with the result: a download, a link. */
  result?: (job: Job) => ReactNode
  retry?: ReactNode
  /** Told once, when the job has ended in whatever way. */
  onEnd?: (job: Job) => void
}

/** A job of the reader's own, as it goes on. Seen to its end here, its notice leaves the inbox. */
export function JobOf({ id, title, result, retry, onEnd }: Props) {
  const { t } = useWords()
  const job = useCall(readJob, { params: { id } }, { poll: pollJob })
  const { save: cancel } = useSave(cancelJob)
  const { save: see } = useSave(seeJob, { invalidates: ['tasks'], quiet: true })
  const told = useRef<string>(undefined)
  const ended = job.data?.finished_at ? job.data : undefined
  useEffect(() => {
    if (!ended || told.current === ended.id) return
    told.current = ended.id
    if (ended.can.includes('see')) void see({ params: { id: ended.id } })
    onEnd?.(ended)
  }, [ended, see, onEnd])
  const question = {
    title: t('jobs.page.cancel_title'),
    text: t('jobs.page.cancel_text'),
    verb: t('jobs.page.cancel'),
    danger: true,
  }
  return (
    <Loaded of={job} kind="rows" rows={1}>
      {(shown) => (
        <>
          <JobProgress
            job={{ ...shown, message: shown.error ?? shown.note }}
            title={title}
            result={result?.(shown)}
            retry={retry}
          />
          {shown.can.includes('cancel') && (
            <ConfirmButton question={question} size="small" run={() => cancel({ params: { id } })} />
          )}
        </>
      )}
    </Loaded>
  )
}
