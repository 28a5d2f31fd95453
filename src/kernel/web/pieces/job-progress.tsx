import { Progress } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../language/web/words.tsx'
import './job-progress.css'

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
export type ShownJob = {
  state: JobState
  /** Steps behind and altogether; `total` is null while it isn't known. */
  done: number
  total: number | null
  /** A sentence in the reader's language: the current step, or why it failed. */
  message?: string | null
}

type Props = {
  job: ShownJob
  title: string
  /** What to do with the result: a download, a link. */
  result?: ReactNode
  retry?: ReactNode
}

/** How often to ask for a job's progress: `useCall(readJob, input, { poll: pollJob })`. */
export const pollJob = (job: { state: JobState } | undefined): number | false =>
  job === undefined || job.state === 'waiting' || job.state === 'running' ? 1000 : false

/** A long work in the open: it goes on when the page is left, and reports in the inbox. */
export function JobProgress({ job, title, result, retry }: Props) {
  const { t } = useWords()
  const share = job.total ? Math.min(job.done / job.total, 1) : 0
  const running = job.state === 'waiting' || job.state === 'running'
  return (
    <div className="job" aria-live="polite" aria-busy={running}>
      <p className="job-head">
        <strong>{title}</strong>
        <span className="muted">{t(`web.job.${job.state}`)}</span>
        {job.total !== null && job.total > 0 && (
          <span className="job-count number">{t('web.job.count', { done: job.done, total: job.total })}</span>
        )}
      </p>
      {job.state !== 'done' && (
        <Progress
          percent={Math.round(share * 100)}
          showInfo={false}
          status={job.state === 'failed' ? 'exception' : running ? 'active' : 'normal'}
          aria-label={title}
        />
      )}
      {job.message && <p className={job.state === 'failed' ? 'job-failed' : 'muted'}>{job.message}</p>}
      {running && <p className="faint">{t('web.job.can_leave')}</p>}
      {job.state === 'done' && result}
      {(job.state === 'failed' || job.state === 'cancelled') && retry}
    </div>
  )
}
