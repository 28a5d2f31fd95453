import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import { useMedia } from '../use-media.ts'
import { type Column, type Density, rowHeight } from './column.ts'
import { type Sorting, TableHead } from './table-head.tsx'
import { TableRow } from './table-row.tsx'
import { keepsFocus, useActiveFocus } from './use-active-focus.ts'
import './data-table.css'

export type Selection = {
  keys: ReadonlySet<string>
  toggle: (key: string, range: boolean) => void
  toggleAll: () => void
}

export type DataTableProps<T> = {
  label: string
  columns: Column<T>[]
  rows: T[]
  rowKey: (row: T) => string
  density?: Density
  /** The key of the row the keyboard is on; it takes the focus when it changes. */
  active?: string | undefined
  onRow?: (row: T, index: number) => void
  onEnter?: (row: T) => void
  selection?: Selection | undefined
  sorting?: Sorting | undefined
  /** Called when the reader nears the end. */
  onEnd?: () => void
  /** Rows of another filter, greyed until the new ones are here. */
  outdated?: boolean
  /** Under the last row, inside the scroll. */
  foot?: ReactNode
  /** Attributes for trees: level and expansion of a row. */
  treeOf?: (row: T) => { level: number; expanded: boolean | undefined }
}

/** A table with a fixed head that draws only the rows in sight; on paper it draws all of them. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { label, columns, rows, rowKey, density = 'wide', active, onEnd, outdated, foot, selection } = props
  const place = useRef<HTMLElement>(null)
  const printing = useMedia('print')
  const height = rowHeight[density]
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: () => height,
    overscan: 12,
    scrollPaddingStart: 40,
    scrollPaddingEnd: 48,
  })
  const measured = useRef(height)
  useEffect(() => {
    if (measured.current !== height) virtual.measure()
    measured.current = height
  }, [virtual, height])

  const items = virtual.getVirtualItems()
  const lastSeen = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && lastSeen >= rows.length - 10) onEnd?.()
  }, [lastSeen, rows.length, onEnd])
  const at = active === undefined ? -1 : rows.findIndex((row) => rowKey(row) === active)
  useActiveFocus({ key: active, isThere: at >= 0 }, () => {
    virtual.scrollToIndex(at)
    requestAnimationFrame(() => focusRow(place.current, at))
  })

  const shown = printing ? rows.map((_, index) => index) : items.map(({ index }) => index)
  const before = printing ? 0 : (items[0]?.start ?? 0)
  const after = printing ? 0 : Math.max(0, virtual.getTotalSize() - (items.at(-1)?.end ?? 0))
  const width = columns.reduce((sum, column) => sum + (column.width ?? 200), selection ? 40 : 0)
  return (
    <section
      ref={place}
      className={`data-table is-${density}${outdated ? ' is-outdated' : ''}`}
      aria-label={label}
    >
      <table
        style={tableWidth(width)}
        aria-rowcount={rows.length + 1}
        role={props.treeOf ? 'treegrid' : undefined}
      >
        <TableHead columns={columns} rows={rows.length} selection={selection} sorting={props.sorting} />
        <tbody>
          {before > 0 && <Gap height={before} />}
          {shown.map((index) => {
            const row = rows[index] as T
            return (
              <TableRow
                key={rowKey(row)}
                row={row}
                id={rowKey(row)}
                index={index}
                columns={columns}
                isActive={index === at}
                onRow={props.onRow}
                onEnter={props.onEnter}
                selection={selection}
                tree={props.treeOf?.(row)}
              />
            )
          })}
          {after > 0 && <Gap height={after} />}
        </tbody>
      </table>
      {foot}
    </section>
  )
}

const Gap = ({ height }: { height: number }) => (
  <tr>
    <td style={{ height, padding: 0, border: 0 }} />
  </tr>
)

/** The link of the row, so that Enter opens it; else the row itself. Whoever types elsewhere is left in peace. */
function focusRow(place: HTMLElement | null, index: number) {
  if (keepsFocus()) return
  const row = place?.querySelector<HTMLElement>(`tr[data-index="${index}"]`)
  const target = row?.querySelector<HTMLElement>('a') ?? row
  target?.focus({ preventScroll: true })
}

/** On screen the table scrolls sideways before it squeezes its columns; on paper it squeezes. */
function tableWidth(width: number): CSSProperties {
  return { '--table-width': `${width}px` } as CSSProperties
}
