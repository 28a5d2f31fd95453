import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { useHouseForm } from './form-context.ts'
import { LineCell } from './line-cell.tsx'
import { isBlock, type Line, type LineColumn, pasteInto, sumOf } from './line-values.ts'

type Props = {
  id?: string
  value?: Line[]
  onChange?: (lines: Line[]) => void
  name: string
  label: string
  columns: LineColumn[]
  blank: Line
  add: string
  sum?: string
}

export function LinesTable({ id, value, onChange, name, label, columns, blank, add, sum }: Props) {
  const { t, formats } = useWords()
  const faultAt = useCellFaults(name)
  const place = useRef<HTMLDivElement>(null)
  const lines = value ?? []
  const change = (next: Line[]) => onChange?.(next)
  const addLine = () => change([...lines, { ...blank }])
  const set = (at: number, key: string, cell: unknown) =>
    change(lines.map((line, index) => (index === at ? { ...line, [key]: cell } : line)))

  const onPaste = (event: ClipboardEvent, line: number, column: number) => {
    const text = event.clipboardData.getData('text/plain')
    if (!isBlock(text)) return
    event.preventDefault()
    change(pasteInto(lines, columns, blank, { line, column }, text))
  }
  /** Enter goes down, and makes a line below the last. */
  const onKeyDown = (event: KeyboardEvent, line: number, column: number) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || columns[column]?.kind === 'choice') return
    event.preventDefault()
    if (line === lines.length - 1) addLine()
    requestAnimationFrame(() =>
      place.current?.querySelector<HTMLElement>(`[data-cell="${line + 1}.${column}"] input`)?.focus(),
    )
  }

  const summed = columns.find(({ key }) => key === sum)
  return (
    <div className="lines" id={id} ref={place}>
      <table aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, title, width, kind }) => (
              <th key={key} scope="col" style={width ? { width } : undefined} className={isRight(kind)}>
                {title}
              </th>
            ))}
            <th style={{ width: 40 }}>
              <span className="visually-hidden">{t('web.form.lines.remove_head')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...lines.entries()].map(([at, line]) => (
            // Lines have no identity but their place.
            <tr key={at}>
              {columns.map((column, index) => (
                <td
                  key={column.key}
                  data-cell={`${at}.${index}`}
                  data-title={column.title}
                  onPasteCapture={(event) => onPaste(event, at, index)}
                  onKeyDown={(event) => onKeyDown(event, at, index)}
                >
                  <LineCell
                    column={column}
                    value={line[column.key]}
                    label={t('web.form.lines.cell', { title: column.title, line: at + 1 })}
                    fault={faultAt(at, column.key)}
                    onChange={(cell) => set(at, column.key, cell)}
                  />
                </td>
              ))}
              <td className="lines-remove">
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined aria-hidden="true" />}
                  aria-label={t('web.form.lines.remove', { line: at + 1 })}
                  onClick={() => change(lines.filter((_, index) => index !== at))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="lines-foot">
        <Button type="text" size="small" icon={<PlusOutlined aria-hidden="true" />} onClick={addLine}>
          {add}
        </Button>
        <span className="faint lines-paste">{t('web.form.lines.paste')}</span>
        {summed && (
          <strong className="number lines-sum">
            {t('web.form.lines.sum', {
              sum:
                summed.kind === 'money'
                  ? formats.money(sumOf(lines, summed.key), summed.currency ?? 'CNY')
                  : formats.number(sumOf(lines, summed.key)),
            })}
          </strong>
        )}
      </div>
    </div>
  )
}

const isRight = (kind: LineColumn['kind']) => (kind === 'whole' || kind === 'money' ? 'is-end' : undefined)

/** Faults shown after a failed submit or by a draft that couldn't keep the cell, until the cell is right. */
function useCellFaults(name: string): (line: number, key: string) => string | undefined {
  const { faults, marks, faultOf } = useHouseForm()
  return (line, key) => {
    const path = `${name}.${line}.${key}`
    const told = [...faults, ...marks].find((fault) => fault.path.join('.') === path)
    return told && (faultOf(told.path) ?? undefined)
  }
}
