import { useQueryClient } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useCallback } from 'react'
import type { JobState } from '../../jobs/contract.ts'
import { JobOf } from '../../jobs/web/job-of.tsx'
import { useWords } from '../../language/web/words.tsx'

/** The last job of an import; only whoever asked for it can follow it. */
type Job = { id: string; state: JobState; mine: boolean }

export const isAtWork = (state: JobState | undefined) => state === 'waiting' || state === 'running'

type Props = {
  job: Job
  title: string
  /** What is read anew when it ends, by the names of endpoints. */
  touches: readonly string[]
}

/** The check or the import under way, or why it failed; when it ends the page shows what came of it. */
export function ImportJob({ job, title, touches }: Props) {
  const { t } = useWords()
  const client = useQueryClient()
  const reload = useCallback(() => {
    for (const name of touches) void client.invalidateQueries({ queryKey: [name] })
  }, [client, touches])
  if (!job.mine)
    return isAtWork(job.state) ? <Alert type="info" title={t('sheet.import.others_job')} /> : null
  return (
    <section className="card sheet-import-card">
      <JobOf key={job.id} id={job.id} title={title} onEnd={reload} />
    </section>
  )
}
