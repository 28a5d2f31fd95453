import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { EmptyState } from '../pieces/empty-state.tsx'
import { PageSkeleton } from '../pieces/page-skeleton.tsx'
import { ProblemView } from '../pieces/problem-view.tsx'
import { usePhone } from '../use-media.ts'
import type { usePages } from '../use-pages.ts'
import { CardList } from './card-list.tsx'
import type { Column, Density } from './column.ts'
import { DataTable, type Selection } from './data-table.tsx'
import type { Sorting } from './table-head.tsx'

type Props<T> = {
  title: string
  pages: ReturnType<typeof usePages<T>>
  columns: Column<T>[]
  density: Density
  rowKey: (row: T) => string
  to: ((row: T) => string) | undefined
  onRow: (row: T) => void
  onEnter: (row: T) => void
  active: string | undefined
  selection: Selection | undefined
  sorting: Sorting
  filtered: boolean
  clear: () => void
  empty: { title: string; text: string; action?: ReactNode }
}

/** The rows, or why there are none: loading, failed, nothing fits, nothing there yet. */
export function ListBody<T>({
  title,
  pages,
  columns,
  rowKey,
  to,
  filtered,
  clear,
  empty,
  ...rest
}: Props<T>) {
  const { t } = useWords()
  const phone = usePhone()
  if (pages.loading) return <PageSkeleton kind="rows" rows={14} />
  if (pages.problem && pages.rows.length === 0)
    return <ProblemView problem={pages.problem} retry={pages.retry} />
  if (pages.rows.length === 0 && filtered) {
    return (
      <EmptyState
        kind="missing"
        title={t('web.list.nothing_fits')}
        text={t('web.list.nothing_fits_text')}
        action={<Button onClick={clear}>{t('web.list.clear')}</Button>}
      />
    )
  }
  if (pages.rows.length === 0) return <EmptyState {...empty} />
  const foot = <Foot pages={pages} />
  if (phone) {
    return (
      <CardList
        label={title}
        columns={columns}
        rows={pages.rows}
        rowKey={rowKey}
        to={to}
        active={rest.active}
        onEnd={pages.loadMore}
        outdated={pages.outdated}
        foot={foot}
        selection={rest.selection}
      />
    )
  }
  return (
    <DataTable
      label={title}
      columns={columns}
      rows={pages.rows}
      rowKey={rowKey}
      density={rest.density}
      active={rest.active}
      onRow={rest.onRow}
      onEnter={rest.onEnter}
      selection={rest.selection}
      sorting={rest.sorting}
      onEnd={pages.problem ? undefined : pages.loadMore}
      outdated={pages.outdated}
      foot={foot}
    />
  )
}

function Foot<T>({ pages }: { pages: ReturnType<typeof usePages<T>> }) {
  const { t } = useWords()
  if (pages.problem) return <ProblemView inline problem={pages.problem} retry={pages.loadMore} />
  if (!pages.more) return null
  return (
    <p className="list-foot">
      <Button type="text" loading={pages.loadingMore} onClick={pages.loadMore}>
        {t('web.list.more', { count: pages.rows.length })}
      </Button>
    </p>
  )
}
