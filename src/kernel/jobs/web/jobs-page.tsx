import { useWords } from '../../language/web/words.tsx'
import type { Column } from '../../web/list/column.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { StateChip, type Tone } from '../../web/pieces/state-chip.tsx'
import { When } from '../../web/pieces/when.tsx'
import { type Job, type JobState, listJobs } from '../contract.ts'

const tones: Record<JobState, Tone> = {
  waiting: 'waiting',
  running: 'progress',
  done: 'done',
  failed: 'refused',
  cancelled: 'closed',
}

/** Everything long the reader asked for, the latest first. */
export function JobsPage() {
  const { t } = useWords()
  const columns: Column<Job>[] = [
    { key: 'title', title: t('jobs.page.name'), render: (job) => job.title, card: 'title' },
    {
      key: 'state',
      title: t('jobs.page.state'),
      width: 130,
      render: ({ state }) => <StateChip plain tone={tones[state]} word={t(`web.job.${state}`)} />,
      card: 'chip',
    },
    {
      key: 'progress',
      title: t('jobs.page.progress'),
      width: 320,
      render: ({ error, note, done, total }) =>
        error ?? note ?? (total ? t('web.job.count', { done, total }) : '—'),
    },
    {
      key: 'created_at',
      title: t('jobs.page.asked'),
      width: 140,
      render: (job) => <When table at={job.created_at} />,
    },
  ]
  return (
    <ListPage
      name="jobs.jobs"
      title={t('jobs.page.title')}
      endpoint={listJobs}
      columns={columns}
      to={(job) => job.link}
      empty={{ title: t('jobs.page.empty_title'), text: t('jobs.page.empty_text') }}
    />
  )
}
