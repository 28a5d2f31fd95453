import { Form } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useHouseForm } from './form-context.ts'
import type { Line, LineColumn } from './line-values.ts'
import { LinesTable } from './lines-table.tsx'
import './lines-field.css'

type Props = {
  /** The array of the schema. */
  name: string
  label: string
  help?: ReactNode
  columns: LineColumn[]
  /** A new line. */
  blank: Line
  /** The verb of the button: "Add a post". */
  add: string
  /** A column whose sum stands below. */
  sum?: string
}

/** Lines of a plan or a budget as a small table: typed, walked by Enter, or pasted from Excel. */
export function LinesField({ name, label, help, ...table }: Props) {
  const form = useHouseForm()
  useEffect(() => {
    form.labels.set(name, label)
    for (const { key, title } of table.columns) form.labels.set(`${name}.*.${key}`, title)
    return () => void form.labels.delete(name)
  }, [form.labels, name, label, table.columns])
  return (
    <Form.Item className="lines-field" name={[name]} label={label} extra={help} required>
      <LinesTable name={name} label={label} {...table} />
    </Form.Item>
  )
}
