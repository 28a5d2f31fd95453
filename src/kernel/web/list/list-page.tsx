import { type ReactNode, useMemo, useState } from 'react'
import type { Endpoint, ReturnOf } from '../../http/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { useGo } from '../navigation.ts'
import { useMedia, usePhone } from '../use-media.ts'
import { usePages } from '../use-pages.ts'
import { type BulkAction, BulkBar } from './bulk-bar.tsx'
import type { Column } from './column.ts'
import { type Filter, sameFilters, type View } from './filter.ts'
import { FilterBar } from './filter-bar.tsx'
import { ListBody } from './list-body.tsx'
import { ListTools } from './list-tools.tsx'
import { ordersOf } from './orders.ts'
import { PreviewPane } from './preview-pane.tsx'
import { useExport } from './use-export.ts'
import { useListKeys } from './use-list-keys.ts'
import { useListLook } from './use-list-look.ts'
import { useListUrl } from './use-list-url.ts'
import { usePlace } from './use-place.ts'
import { useSelection } from './use-selection.ts'
import { useViews } from './use-views.ts'
import { ViewTabs } from './view-tabs.tsx'
import './list-page.css'

/** A row of an endpoint that returns `pageOf(row)`. */
export type RowOf<E> = ReturnOf<E> extends { items: (infer T)[] } ? T : never

export type ListPageProps<E extends Endpoint, T = RowOf<E>> = {
  /** Under this name the device remembers columns and density, and the account its views: `establishment.applications`. */
  name: string
  title: string
  /** Returns `pageOf(row)`; takes `after`, `limit`, and the filters' keys, `q` and `sort` as query. */
  endpoint: E
  /** The list as a sheet (`sheetOf` of it); without it there is no export. */
  sheet?: Endpoint
  params?: Record<string, unknown>
  /** A fixed part of the query, not in the address. */
  query?: Record<string, unknown>
  columns: Column<T>[]
  /** `row.id` when left out. */
  rowKey?: (row: T) => string
  /** The record's page. */
  to?: (row: T) => string
  /** Placeholder of the search field; without it there is none. */
  searchHint?: string
  filters?: Filter[]
  views?: View[]
  /** What the pane beside the list shows of a row; opens by a click and by j/k on wide screens. */
  preview?: (row: T) => ReactNode
  /** The primary button, beside the title. */
  create?: ReactNode
  bulk?: BulkAction<T>[]
  /** What the list is for, and the first step. */
  empty: { title: string; text: string; action?: ReactNode }
  /** Above the filters: a hint, a summary line. */
  above?: ReactNode
}

/** A list in the house's way: see design.md, "List". */
export function ListPage<E extends Endpoint>(props: ListPageProps<E>) {
  type T = RowOf<E>
  const {
    name,
    title,
    endpoint,
    columns,
    to,
    filters = [],
    views = [],
    preview,
    create,
    bulk = [],
    above,
  } = props
  const { t } = useWords()
  const rowKey = props.rowKey ?? ((row: T) => (row as { id: string }).id)
  const go = useGo()
  const phone = usePhone()
  const roomy = useMedia('(min-width: 1200px)')
  const orders = useMemo(() => ordersOf(endpoint), [endpoint])
  const url = useListUrl(filters, orders)
  const look = useListLook(name, columns)
  const own = useViews(name)
  const input = { params: props.params, query: { ...props.query, ...url.asked } }
  const pages = usePages<T>(endpoint, input)
  const { selection, clear, rows: selected } = useSelection(pages.rows, rowKey)
  const place = usePlace()
  const [activeKey, setActiveKey] = useState(place.begun)
  const [previewing, setPreviewing] = useState(false)
  const found = pages.rows.findIndex((row) => rowKey(row) === activeKey)
  const active = found < 0 ? undefined : found
  const activeRow = active === undefined ? undefined : pages.rows[active]
  const keys = look.shown.map(({ key }) => key)
  const exported = useExport(props.sheet, input, keys)

  const open = (row: T) => {
    if (!to) return
    place.leaveFrom(rowKey(row))
    go(to(row))
  }
  const move = (index: number) => {
    const row = pages.rows[Math.max(0, Math.min(index, pages.rows.length - 1))]
    if (row) setActiveKey(rowKey(row))
  }
  const close = () => {
    setPreviewing(false)
    setActiveKey(undefined)
  }
  const onRow = (row: T) => {
    if (!preview || !roomy) return open(row)
    setActiveKey(rowKey(row))
    setPreviewing(true)
  }
  const pane = preview && roomy && previewing && activeRow
  useListKeys({
    move: (step) => move(active === undefined ? 0 : active + step),
    open: activeRow && to ? () => open(activeRow) : undefined,
    preview: preview && roomy ? () => setPreviewing(!previewing) : undefined,
    select: bulk.length > 0 && activeRow ? () => selection.toggle(rowKey(activeRow), false) : undefined,
    close: activeKey === undefined ? undefined : close,
    previewing: Boolean(pane),
  })

  const total =
    pages.total === undefined
      ? undefined
      : pages.totalCapped
        ? t('web.list.many', { count: pages.total })
        : pages.total
  const emptyView = views.find((view) => view.empty && sameFilters(view.filters, url.filters))?.empty
  return (
    <div className={`list-page${phone ? ' is-phone' : ''}`}>
      <header className="list-head">
        <h1>
          {title}
          {total !== undefined && (
            <span className="list-count number">
              {typeof total === 'number' ? t('web.list.total', { count: total }) : total}
            </span>
          )}
        </h1>
        <div className="list-create no-print">{create}</div>
      </header>
      {above}
      {(views.length > 0 || own.saved.length > 0 || url.filtered) && (
        <ViewTabs views={views} saved={own.saved} current={url.filters} save={own.save} remove={own.remove} />
      )}
      {selected.length > 0 ? (
        <BulkBar actions={bulk} rows={selected} clear={clear} />
      ) : (
        <FilterBar
          filters={filters}
          search={url.filters}
          change={url.change}
          clear={url.clear}
          filtered={url.filtered}
          searchHint={props.searchHint}
          tools={<ListTools columns={columns} exported={exported} {...look} />}
        />
      )}
      {/* A press on a link goes by the link; this only notes from which row. */}
      <div className={`list-place${pane ? ' has-pane' : ''}`} onClickCapture={place.onClickCapture}>
        <ListBody
          title={title}
          pages={pages}
          columns={look.shown}
          density={look.density}
          rowKey={rowKey}
          to={to}
          onRow={onRow}
          onEnter={to ? open : onRow}
          active={activeKey}
          selection={bulk.length > 0 ? selection : undefined}
          sorting={{ by: url.sort, set: (sort) => url.change({ sort }), orders }}
          filtered={url.filtered && emptyView === undefined}
          clear={url.clear}
          empty={emptyView ?? props.empty}
        />
        {pane && (
          <PreviewPane
            key={activeKey}
            onOpen={to ? () => open(activeRow) : undefined}
            onStep={(step) => move((active ?? 0) + step)}
            onClose={close}
          >
            {preview(activeRow)}
          </PreviewPane>
        )}
      </div>
    </div>
  )
}
