import { Link } from '@tanstack/react-router'
import { Checkbox } from 'antd'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { Column } from './column.ts'
import type { Selection } from './data-table.tsx'
import { keepsFocus, useActiveFocus } from './use-active-focus.ts'
import './card-list.css'

type Props<T> = {
  label: string
  columns: Column<T>[]
  rows: T[]
  rowKey: (row: T) => string
  /** Where a card leads; without it the card is not a link. */
  to?: ((row: T) => string) | undefined
  /** The key of the card the keyboard is on; its link takes the focus when it changes. */
  active?: string | undefined
  onEnd: () => void
  outdated: boolean
  foot: ReactNode
  /** Cards can be chosen. */
  selection?: Selection | undefined
}

/** The same rows as cards, in the same order, for a phone. */
export function CardList<T>({
  label,
  columns,
  rows,
  rowKey,
  to,
  active,
  onEnd,
  outdated,
  foot,
  selection,
}: Props<T>) {
  const { t } = useWords()
  const end = useSeen(onEnd)
  const id = useId()
  const list = useRef<HTMLUListElement>(null)
  const at = active === undefined ? -1 : rows.findIndex((row) => rowKey(row) === active)
  useActiveFocus({ key: active, isThere: at >= 0 }, () => {
    if (keepsFocus()) return
    list.current?.children[at]?.querySelector<HTMLElement>('.list-card-cover')?.focus()
  })
  const heads = columns.filter(({ card }) => card === 'title')
  const title = heads.length > 0 ? heads : columns.slice(0, 1)
  const chips = columns.filter(({ card }) => card === 'chip')
  const lines = columns.filter((column) => !title.includes(column) && (column.card ?? 'line') === 'line')
  return (
    <>
      <ul ref={list} className={`card-list${outdated ? ' is-outdated' : ''}`} aria-label={label}>
        {rows.map((row, index) => (
          <li
            key={rowKey(row)}
            data-row={rowKey(row)}
            className={`list-card${index === at ? ' is-active' : ''}`}
          >
            <div className="list-card-head">
              {selection && (
                <Checkbox
                  className="list-card-choose"
                  aria-label={t('web.list.select_row', { row: index + 1 })}
                  checked={selection.keys.has(rowKey(row))}
                  onChange={() => selection.toggle(rowKey(row), false)}
                />
              )}
              <div className="list-card-title" id={`${id}-${index}`}>
                {title.map((column) => (
                  <div key={column.key}>{column.render(row)}</div>
                ))}
              </div>
              {chips.map((column) => (
                <span key={column.key}>{column.render(row)}</span>
              ))}
            </div>
            <dl>
              {lines.map((column) => {
                const shown = column.render(row)
                return shown === null || shown === undefined || shown === false || shown === '' ? null : (
                  <div key={column.key}>
                    <dt>{column.title}</dt>
                    <dd>{shown}</dd>
                  </div>
                )
              })}
            </dl>
            {/* Covers the card, behind its links: the whole card can be tapped. */}
            {to && <Link to={to(row)} className="list-card-cover" aria-labelledby={`${id}-${index}`} />}
          </li>
        ))}
      </ul>
      <div ref={end}>{foot}</div>
    </>
  )
}

/** Calls when the place comes near the screen. */
function useSeen(onSeen: () => void) {
  const place = useRef<HTMLDivElement>(null)
  const call = useRef(onSeen)
  call.current = onSeen
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) call.current()
      },
      { rootMargin: '600px' },
    )
    if (place.current) observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  return place
}
