import { Link } from '@tanstack/react-router'
import { useWords } from '../../language/web/words.tsx'
import { organisationFilter } from '../../org/web/organisation-filter.tsx'
import type { Column } from '../../web/list/column.ts'
import type { Filter, View } from '../../web/list/filter.ts'
import { ListPage } from '../../web/list/list-page.tsx'
import { useUrl } from '../../web/list/use-url.ts'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { useCall } from '../../web/use-call.ts'
import {
  exportIssueStatistics,
  type IssueSource,
  issueSources,
  listIssueStatistics,
  type StatisticsBy,
  type StatisticsLine,
  statisticsBy,
  sumIssues,
} from '../contract.ts'
import './issue-page.css'

/** How they are grouped unless the address says otherwise. */
const usual: StatisticsBy = 'organisation'

/** How many issues were put right by their first due day; each number opens the issues behind it. */
export function IssueStatisticsPage() {
  const { t } = useWords()
  const [{ by: chosen }] = useUrl()
  const views = statisticsBy.map(
    (by): View => ({
      key: by,
      title: t(`issues.statistics.by_${by}`),
      filters: by === usual ? {} : { by },
    }),
  )
  const filters: Filter[] = [
    {
      ...{ key: 'by', title: t('issues.statistics.by'), kind: 'choice' },
      none: t(`issues.statistics.by_${usual}`),
      options: statisticsBy
        .filter((by) => by !== usual || by === chosen)
        .map((by) => ({ value: by, word: t(`issues.statistics.by_${by}`) })),
    },
    { key: 'original', title: t('issues.page.original_due'), kind: 'days' },
    organisationFilter('under', t('issues.page.organisation')),
    {
      ...{ key: 'source', title: t('issues.page.source_head'), kind: 'choice' },
      options: issueSources.map((value) => ({ value, word: t(`issues.page.source.${value}`) })),
    },
  ]
  return (
    <ListPage
      name="issues.statistics"
      title={t('issues.statistics.title')}
      endpoint={listIssueStatistics}
      sheet={exportIssueStatistics}
      columns={useColumns()}
      filters={filters}
      views={views}
      above={<Sums />}
      empty={{ title: t('issues.statistics.empty'), text: t('issues.statistics.empty_text') }}
    />
  )
}

/** What the address narrows the numbers to, and the list with them. */
function useNarrowed() {
  const [{ original_from, original_to, under, source }] = useUrl()
  const given = { original_from, original_to, under, source }
  return Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

/** The rate, written in one way above the list and in it. */
function useShare() {
  const { formats } = useWords()
  return ({ due, on_time }: Pick<StatisticsLine, 'due' | 'on_time'>): string =>
    due === 0 ? '—' : `${formats.number((on_time * 100) / due, { maximumFractionDigits: 1 })}%`
}

function Sums() {
  const { t } = useWords()
  const share = useShare()
  const { data } = useCall(sumIssues, { query: useNarrowed() })
  if (!data) return <p className="muted">{t('issues.statistics.hint')}</p>
  return (
    <>
      <p className="muted">{t('issues.statistics.hint')}</p>
      <ul className="issue-sums" aria-label={t('issues.statistics.sums')}>
        <li>
          {t('issues.statistics.rate')} <strong>{share(data)}</strong>
        </li>
        <li>
          {t('issues.statistics.issues')} <Behind count={data.issues} only={{}} />
        </li>
        <li>
          {t('issues.statistics.open')} <Behind count={data.open} only={{ state: 'open' }} />
        </li>
        <li>
          {t('issues.statistics.overdue')} <Behind count={data.overdue} only={{ due: 'overdue' }} />
        </li>
      </ul>
    </>
  )
}

function useColumns(): Column<StatisticsLine>[] {
  const { t } = useWords()
  const share = useShare()
  const [{ by = usual }] = useUrl()
  const of = ({ id }: StatisticsLine): Record<string, string> =>
    by === 'clause' ? { clause: id } : by === 'source' ? { source: id } : { organisation_id: id }
  const number = (key: keyof StatisticsLine & MessageName, only: Record<string, string>) => ({
    ...{ key, title: t(`issues.statistics.${key}`), width: 100, align: 'end' as const },
    render: (row: StatisticsLine) => <Behind count={row[key] as number} only={{ ...of(row), ...only }} />,
  })
  return [
    {
      key: 'what',
      title: t(`issues.statistics.by_${[by].flat()[0] as StatisticsBy}`),
      card: 'title',
      render: (row) => <What row={row} by={[by].flat()[0] as StatisticsBy} />,
    },
    {
      key: 'rate',
      title: t('issues.statistics.rate'),
      width: 110,
      align: 'end',
      render: share,
    },
    number('issues', {}),
    number('on_time', { punctuality: 'on_time' }),
    number('late', { punctuality: 'late' }),
    number('overdue', { due: 'overdue' }),
    number('repeats', { repeat: 'true' }),
    number('reopened', { reopened: 'true' }),
  ]
}

type MessageName = 'issues' | 'on_time' | 'late' | 'overdue' | 'repeats' | 'reopened'

function What({ row, by }: { row: StatisticsLine; by: StatisticsBy }) {
  const { t } = useWords()
  if (row.organisation) return <OrgTag organisation={row.organisation} plain />
  if (by === 'source') return t(`issues.page.source.${row.id as IssueSource}`)
  return row.id === '-' ? (
    t('issues.statistics.no_clause')
  ) : (
    <Link to={'/regulation' as string} hash={row.id} className="number">
      {row.id}
    </Link>
  )
}

/** A number and the way to the issues it was counted from. */
function Behind({ count, only }: { count: number; only: Record<string, string> }) {
  const { formats } = useWords()
  const narrowed = useNarrowed()
  if (count === 0) return <span className="number">{formats.number(count)}</span>
  return (
    <Link to={'/issues' as string} search={{ ...narrowed, ...only } as never} className="number">
      {formats.number(count)}
    </Link>
  )
}
