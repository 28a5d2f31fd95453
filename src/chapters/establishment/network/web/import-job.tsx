import { useQueryClient } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useCallback } from 'react'
import { JobOf } from '../../../../kernel/jobs/web/job-of.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { listOrganisations } from '../../../../kernel/org/contract.ts'
import { type NetworkImport, readImport } from '../contract.ts'

type Job = NonNullable<NetworkImport['job']>

export const isAtWork = (state: Job['state'] | undefined) => state === 'waiting' || state === 'running'

/** The check or the import under way, or why it failed; when it ends the page shows what came of it. */
export function ImportJob({ job }: { job: Job }) {
  const { t } = useWords()
  const client = useQueryClient()
  const reload = useCallback(() => {
    void client.invalidateQueries({ queryKey: [readImport.name] })
    void client.invalidateQueries({ queryKey: [listOrganisations.name] })
  }, [client])
  if (!job.mine)
    return isAtWork(job.state) ? (
      <Alert type="info" title={t('establishment.network_import.others_job')} />
    ) : null
  const title = t(
    job.does === 'check' ? 'establishment.network_import.checking' : 'establishment.network_import.importing',
  )
  return (
    <section className="card network-import-card">
      <JobOf key={job.id} id={job.id} title={title} onEnd={reload} />
    </section>
  )
}
