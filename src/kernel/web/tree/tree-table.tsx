import { RightOutlined } from '@ant-design/icons'
import { useMemo, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useKeys } from '../keys.ts'
import type { Column, Density } from '../list/column.ts'
import { DataTable } from '../list/data-table.tsx'
import { type TreeRow, useTree } from './use-tree.ts'
import './tree-table.css'

type Props<T> = {
  label: string
  /** All rows, flat, in the order children should stand. */
  rows: T[]
  rowKey: (row: T) => string
  parentKey: (row: T) => string | null
  /** The first column carries the tree. */
  columns: Column<T>[]
  onRow?: (row: T) => void
  openTo?: number
  /** For a search: only these rows, and what is above them. */
  keep?: (key: string) => boolean
  density?: Density
}

/** A tree whose lines are rows of a table; ten thousand are as quick as ten. Arrows walk, open and close. */
export function TreeTable<T>(props: Props<T>) {
  const { label, rows, rowKey, parentKey, columns, onRow, openTo, keep, density = 'dense' } = props
  const { t } = useWords()
  const { lines, toggle } = useTree(rows, rowKey, parentKey, {
    ...(openTo === undefined ? {} : { openTo }),
    keep,
  })
  const [activeKey, setActiveKey] = useState<string>()
  const found = lines.findIndex(({ key }) => key === activeKey)
  const active = found < 0 ? undefined : found
  const line = active === undefined ? undefined : lines[active]
  const move = (step: number) => {
    const next = lines[Math.max(0, Math.min((active ?? -1) + step, lines.length - 1))]
    if (next) setActiveKey(next.key)
  }
  const shown = useMemo(
    () => columns.map((column, at) => asTreeColumn(column, at === 0 ? toggle : undefined)),
    [columns, toggle],
  )
  useKeys([
    { keys: 'j', word: t('web.list.keys.next'), run: () => move(1) },
    { keys: 'k', word: t('web.list.keys.previous'), run: () => move(-1) },
    { keys: 'ArrowDown', word: '', run: () => move(1) },
    { keys: 'ArrowUp', word: '', run: () => move(-1) },
    {
      keys: 'ArrowRight',
      word: t('web.tree.open'),
      run: () => (line && !line.open ? toggle(line) : move(1)),
    },
    {
      keys: 'ArrowLeft',
      word: t('web.tree.close'),
      run: () => (line?.open && line.children > 0 ? toggle(line) : move(-1)),
    },
  ])
  return (
    <DataTable
      label={label}
      columns={shown}
      rows={lines}
      rowKey={({ key }) => key}
      density={density}
      active={activeKey}
      onRow={({ row, key }) => {
        setActiveKey(key)
        onRow?.(row)
      }}
      treeOf={({ level, children, open }) => ({ level, expanded: children > 0 ? open : undefined })}
    />
  )
}

function asTreeColumn<T>(
  column: Column<T>,
  toggle: ((line: TreeRow<T>) => void) | undefined,
): Column<TreeRow<T>> {
  return {
    key: column.key,
    title: column.title,
    ...(column.width === undefined ? {} : { width: column.width }),
    ...(column.align === undefined ? {} : { align: column.align }),
    render: (line) =>
      toggle ? (
        <span className="tree-cell" style={{ paddingLeft: (line.level - 1) * 20 }}>
          {line.children > 0 ? (
            <Fold line={line} toggle={() => toggle(line)} />
          ) : (
            <span className="tree-fold" />
          )}
          {column.render(line.row)}
        </span>
      ) : (
        column.render(line.row)
      ),
  }
}

function Fold<T>({ line, toggle }: { line: TreeRow<T>; toggle: () => void }) {
  const { t } = useWords()
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`plain-button tree-fold${line.open ? ' is-open' : ''}`}
      aria-label={t(line.open ? 'web.tree.close' : 'web.tree.open')}
      onClick={toggle}
    >
      <RightOutlined aria-hidden="true" />
    </button>
  )
}
