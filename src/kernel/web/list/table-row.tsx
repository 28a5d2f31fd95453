import { Checkbox } from 'antd'
import type { KeyboardEvent, MouseEvent } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { Column } from './column.ts'
import type { Selection } from './data-table.tsx'

type Props<T> = {
  row: T
  id: string
  index: number
  columns: Column<T>[]
  isActive: boolean
  onRow: ((row: T, index: number) => void) | undefined
  /** What Enter does, where that isn't what a press does. */
  onEnter: ((row: T) => void) | undefined
  selection: Selection | undefined
  tree: { level: number; expanded: boolean | undefined } | undefined
}

export function TableRow<T>({
  row,
  id,
  index,
  columns,
  isActive,
  onRow,
  onEnter,
  selection,
  tree,
}: Props<T>) {
  const { t } = useWords()
  const chosen = selection?.keys.has(id) ?? false
  // A press on a link, button or box inside belongs to that alone; the row's link is there for the keyboard.
  const onClick = (event: MouseEvent) => {
    const inside = event.target instanceof Element && event.target.closest('a, button, input, label')
    if (!inside && getSelection()?.isCollapsed !== false) onRow?.(row, index)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return
    event.preventDefault()
    if (onEnter) onEnter(row)
    else onRow?.(row, index)
  }
  return (
    <tr
      data-index={index}
      data-row={id}
      tabIndex={-1}
      className={`${isActive ? 'is-active' : ''}${chosen ? ' is-chosen' : ''}${onRow ? ' is-open' : ''}`}
      aria-rowindex={index + 2}
      aria-selected={selection ? chosen : undefined}
      aria-level={tree?.level}
      aria-expanded={tree?.expanded}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      {selection && (
        <td className="data-check">
          <Checkbox
            aria-label={t('web.list.select_row', { row: index + 1 })}
            checked={chosen}
            onChange={({ nativeEvent }) =>
              selection.toggle(id, 'shiftKey' in nativeEvent && nativeEvent.shiftKey === true)
            }
          />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.key} className={column.align === 'end' ? 'is-end' : undefined}>
          {column.render(row) ?? <span className="faint">—</span>}
        </td>
      ))}
    </tr>
  )
}
