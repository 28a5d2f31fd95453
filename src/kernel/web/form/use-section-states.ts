import { Form } from 'antd'
import { useDeferredValue, useMemo } from 'react'
import type { z } from 'zod'
import { covers, findIssues, tidy } from './checks.ts'
import type { HouseForm } from './use-form.ts'

type Part = { fields: string[]; complete?: boolean }

/** Which sections of a form are complete, as it grows. */
export function useSectionStates<S extends z.ZodType>(
  form: HouseForm<S>,
  sections: Part[],
): ('done' | 'missing')[] {
  const watched: unknown = Form.useWatch([], form.antd)
  const values = useDeferredValue(watched)
  const paths = useMemo(() => {
    const known = (values ?? form.initial) as Record<string, unknown>
    return findIssues(form.schema, tidy(form.schema, known)).map(({ path }) => path)
  }, [values, form.schema, form.initial])
  return sections.map(({ fields, complete = true }) => {
    const open = paths.some((path) => fields.some((field) => covers(field.split('.'), path)))
    return complete && !open ? 'done' : 'missing'
  })
}
