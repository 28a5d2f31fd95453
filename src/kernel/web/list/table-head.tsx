import { CaretDownOutlined, CaretUpOutlined } from '@ant-design/icons'
import { Checkbox } from 'antd'
import type { CSSProperties } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { Column } from './column.ts'
import type { Selection } from './data-table.tsx'
import { orderAfter, ordersBy } from './orders.ts'

/** `due_at` upwards, `-due_at` downwards, '' as the list has it; `orders` are all it has. */
export type Sorting = { by: string; set: (by: string) => void; orders: string[] }

type Props<T> = {
  columns: Column<T>[]
  rows: number
  selection: Selection | undefined
  sorting: Sorting | undefined
}

export function TableHead<T>({ columns, rows, selection, sorting }: Props<T>) {
  const { t } = useWords()
  const all = selection !== undefined && rows > 0 && selection.keys.size >= rows
  return (
    <thead>
      <tr>
        {selection && (
          <th className="data-check" style={{ width: 40 }}>
            <Checkbox
              aria-label={t('web.list.select_all')}
              checked={all}
              indeterminate={!all && selection.keys.size > 0}
              onChange={selection.toggleAll}
            />
          </th>
        )}
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            className={column.align === 'end' ? 'is-end' : undefined}
            style={column.width ? columnWidth(column.width) : undefined}
            aria-sort={sortOf(column, sorting)}
          >
            {sorting && ordersBy(column.sort, sorting.orders).length > 0 ? (
              <SortButton column={column} sorting={sorting} />
            ) : (
              column.title
            )}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** As a property, so that paper can do without it. */
const columnWidth = (pixels: number) => ({ '--column-width': `${pixels}px` }) as CSSProperties

function SortButton<T>({ column, sorting }: { column: Column<T>; sorting: Sorting }) {
  const sorted = sortOf(column, sorting)
  const next = orderAfter(sorting.by, column.sort ?? '', sorting.orders)
  return (
    <button type="button" className="plain-button data-sort" onClick={() => sorting.set(next)}>
      {column.title}
      {sorted === 'descending' ? (
        <CaretDownOutlined aria-hidden="true" />
      ) : (
        <CaretUpOutlined aria-hidden="true" className={sorted ? '' : 'is-idle'} />
      )}
    </button>
  )
}

function sortOf<T>(
  { sort }: Column<T>,
  sorting: Sorting | undefined,
): 'ascending' | 'descending' | undefined {
  if (!sort || !sorting) return undefined
  if (sorting.by === sort) return 'ascending'
  return sorting.by === `-${sort}` ? 'descending' : undefined
}
