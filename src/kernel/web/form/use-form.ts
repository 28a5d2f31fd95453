import { Form, type FormInstance } from 'antd'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import type { FieldFault } from '../call-problem.ts'
import { findIssues, type Path, tidy } from './checks.ts'
import { issueText } from './issue-text.ts'

export type HouseForm<S extends z.ZodType = z.ZodType> = {
  antd: FormInstance
  schema: S
  initial: Partial<z.input<S>>
  /** What the summary on top lists; set by a failed submit and by the server. */
  faults: FieldFault[]
  /** Faults shown at their fields alone: what couldn't be kept of a draft. */
  marks: FieldFault[]
  mark: (faults: FieldFault[]) => void
  /** Puts faults on their fields and into the summary; `useSave({ form })` calls it. */
  setFaults: (faults: FieldFault[]) => void
  /** The tidied values, whatever their state. */
  values: () => Record<string, unknown>
  /** The values when they fit the schema; otherwise shows what doesn't and answers undefined. */
  check: () => z.input<S> | undefined
  /** Sentence for one field, or undefined when it is fine. */
  faultOf: (path: Path) => string | undefined
  /** Field → label, filled in by `Field`, for the summary. */
  labels: Map<string, string>
  dirty: boolean
  setDirty: (dirty: boolean) => void
}

/** A form over the body schema of an endpoint. Fields are `<Field name="…">`; errors speak the reader's language. */
export function useForm<S extends z.ZodType>(schema: S, initial: Partial<z.input<S>> = {}): HouseForm<S> {
  const [antd] = Form.useForm()
  const { t } = useWords()
  const [faults, keepFaults] = useState<FieldFault[]>([])
  const [marks, keepMarks] = useState<FieldFault[]>([])
  const [dirty, setDirty] = useState(false)
  const labels = useRef(new Map<string, string>())
  const first = useRef(initial)

  const values = useCallback(
    () => tidy(schema, antd.getFieldsValue(true) as Record<string, unknown>),
    [antd, schema],
  )
  const find = useCallback(
    (): FieldFault[] =>
      findIssues(schema, values()).map(({ path, issue, value }) => ({
        path,
        message: issueText(t, issue, value),
      })),
    [schema, values, t],
  )
  const setFaults = useCallback(
    (next: FieldFault[]) => {
      antd.setFields(next.map(({ path, message }) => ({ name: path, errors: [message] })))
      keepFaults(next)
    },
    [antd],
  )
  const mark = useCallback(
    (next: FieldFault[]) => {
      antd.setFields(next.map(({ path, message }) => ({ name: path, errors: [message] })))
      keepMarks((before) => (before.length === 0 && next.length === 0 ? before : next))
    },
    [antd],
  )
  const check = useCallback(() => {
    const found = find()
    setFaults(found)
    return found.length === 0 ? (values() as z.input<S>) : undefined
  }, [find, setFaults, values])
  const faultOf = useCallback(
    (path: Path) => find().find((fault) => fault.path.join('.') === path.join('.'))?.message,
    [find],
  )
  return useMemo(
    () => ({
      antd,
      schema,
      initial: first.current,
      faults,
      setFaults,
      marks,
      mark,
      values,
      check,
      faultOf,
      labels: labels.current,
      dirty,
      setDirty,
    }),
    [antd, schema, faults, setFaults, marks, mark, values, check, faultOf, dirty],
  )
}
