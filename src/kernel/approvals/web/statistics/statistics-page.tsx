import { Link } from '@tanstack/react-router'
import { useTitle } from '../../../language/web/use-title.ts'
import { useWords } from '../../../language/web/words.tsx'
import type { Column } from '../../../web/list/column.ts'
import type { Filter, View } from '../../../web/list/filter.ts'
import { ListPage } from '../../../web/list/list-page.tsx'
import { useUrl } from '../../../web/list/use-url.ts'
import { usePersonName } from '../../../web/pieces/person-tag.tsx'
import { useMay } from '../../../web/session.tsx'
import { useCall } from '../../../web/use-call.ts'
import { listFlows } from '../../flow/contract.ts'
import { exportStatistics, listStatistics, type Measured, measuredBy } from '../../statistics/contract.ts'

/** How long approvals take, by flow, step, person and request; each number opens the requests behind it. */
export function StatisticsPage() {
  const { t } = useWords()
  const title = useTitle()
  const readsFlows = useMay()('approvals.flow.read')
  const flows = useCall(listFlows, undefined, { enabled: readsFlows })
  const views: View[] = measuredBy.map((by) => ({
    key: by,
    title: t(`approvals.statistics.by_${by}`),
    filters: { by },
  }))
  const filters: Filter[] = [
    {
      key: 'by',
      title: t('approvals.statistics.by'),
      kind: 'choice',
      options: measuredBy.map((by) => ({ value: by, word: t(`approvals.statistics.by_${by}`) })),
    },
    { key: 'closed', title: t('approvals.statistics.closed'), kind: 'days' },
    {
      key: 'flow',
      title: t('approvals.statistics.flow'),
      kind: 'choice',
      options: flows.data?.items.map((flow) => ({ value: flow.id, word: title(flow) })) ?? [],
    },
  ]
  return (
    <ListPage
      name="approvals.statistics"
      title={t('approvals.statistics.title')}
      endpoint={listStatistics}
      sheet={exportStatistics}
      columns={useColumns()}
      filters={filters}
      views={views}
      above={<p className="muted">{t('approvals.statistics.hint')}</p>}
      empty={{ title: t('approvals.statistics.empty'), text: t('approvals.statistics.empty_text') }}
    />
  )
}

function useColumns(): Column<Measured>[] {
  const { t, formats } = useWords()
  const what = useWhat()
  const time = (minutes: number) =>
    t('approvals.statistics.hours', { hours: formats.number(minutes / 60, { maximumFractionDigits: 1 }) })
  return [
    { key: 'what', title: t('approvals.statistics.what'), card: 'title', render: what },
    {
      key: 'requests',
      title: t('approvals.statistics.requests'),
      width: 96,
      align: 'end',
      render: (row) => <Behind row={row} count={row.requests} />,
    },
    {
      key: 'average',
      title: t('approvals.statistics.average'),
      width: 110,
      align: 'end',
      render: ({ average }) => time(average),
    },
    {
      key: 'median',
      title: t('approvals.statistics.median'),
      width: 110,
      align: 'end',
      render: ({ median }) => time(median),
    },
    {
      key: 'longest',
      title: t('approvals.statistics.longest'),
      width: 110,
      align: 'end',
      render: ({ longest }) => time(longest),
    },
    {
      key: 'late',
      title: t('approvals.statistics.late'),
      width: 80,
      align: 'end',
      render: (row) => <Behind row={row} count={row.late} only={{ late: 'true' }} />,
    },
    {
      key: 'urged',
      title: t('approvals.statistics.urged'),
      width: 80,
      align: 'end',
      render: (row) => <Behind row={row} count={row.urged} only={{ urged: 'true' }} />,
    },
    {
      key: 'urges',
      title: t('approvals.statistics.urges'),
      width: 96,
      align: 'end',
      render: (row) => <Behind row={row} count={row.urges} only={{ urged: 'true' }} />,
    },
  ]
}

/** What a line is about. */
function useWhat(): (row: Measured) => string {
  const title = useTitle()
  const nameOf = usePersonName()
  return ({ flow, step, person, request }) => {
    if (request) return [request.number, request.title].filter(Boolean).join(' ')
    if (person) return nameOf(person)
    return [flow && title(flow), step && title(step)].filter(Boolean).join(' · ')
  }
}

type BehindProps = { row: Measured; count: number; only?: Record<string, string> }

/** A number and the way to the requests it was counted from. */
function Behind({ row, count, only = {} }: BehindProps) {
  const { formats } = useWords()
  const [{ closed_from, closed_to, flow }] = useUrl()
  if (count === 0) return <span className="faint">0</span>
  const search = {
    ...(closed_from ? { closed_from } : {}),
    ...(closed_to ? { closed_to } : {}),
    ...(row.flow ? { flow: row.flow.id } : flow ? { flow } : {}),
    ...(row.step ? { step: row.step.key } : {}),
    ...(row.person ? { signer: row.person.id } : {}),
    ended: 'true',
    ...only,
  }
  const to = row.request ? `/approvals/${row.request.id}` : '/approvals'
  return (
    <Link to={to as string} {...(row.request ? {} : { search: search as never })}>
      {formats.number(count)}
    </Link>
  )
}
