import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { call } from '../../../../kernel/web/call.ts'
import { CallProblem } from '../../../../kernel/web/call-problem.ts'
import type { Kept } from '../../../../kernel/web/form/autosave.ts'
import { issueText } from '../../../../kernel/web/form/issue-text.ts'
import { askAlways, type Clash, shareDraft } from '../../../../kernel/web/form/shared-draft.ts'
import { useAutosave } from '../../../../kernel/web/form/use-autosave.ts'
import type { HouseForm } from '../../../../kernel/web/form/use-form.ts'
import { type ApplicationPage, readApplication } from '../../application/contract.ts'
import { editApplication } from '../../application/plan/contract.ts'
import { changedFrom, readDraft } from './draft-values.ts'
import { type Draft, draftOf } from './form-shape.ts'

type Row = Record<string, unknown>

/** Keeps the draft of an application by itself: only what changed is sent, over the version that was seen. */
export function useDraft(form: HouseForm, application: ApplicationPage) {
  const client = useQueryClient()
  const { t } = useWords()
  const { id } = application
  const [completeness, setCompleteness] = useState(application.completeness)
  const [conflict, setConflict] = useState<Clash<Row>>()
  const held = () => readDraft(form.antd.getFieldsValue(true) as Row)
  const settled = useRef<() => void>(undefined)

  const [draft] = useState(() =>
    shareDraft<Row>({
      seen: { version: application.version, values: draftOf(application) },
      mine: () => held().draft,
      read: async () => {
        const page = await call(readApplication, { params: { id } })
        return { version: page.version, values: draftOf(page) }
      },
      write: async (values, { version, values: seen }) => {
        const body = changedFrom(seen, values) as Partial<Draft>
        if (Object.keys(body).length === 0) return { version, values: seen }
        const answer = await call(editApplication, { params: { id }, body: { ...body, version } })
        setCompleteness(answer.completeness)
        // Another kind asks for other documents.
        if (body.kind) await client.invalidateQueries({ queryKey: [readApplication.name] })
        return { version: answer.version, values: { ...seen, ...body } }
      },
      merge: askAlways,
      onMerged: (merged) => form.antd.setFieldsValue(merged),
      onClash: setConflict,
    }),
  )
  const save = async (): Promise<Kept> => {
    const { unfit } = held()
    form.mark(unfit.map(({ path, issue, value }) => ({ path, message: issueText(t, issue, value) })))
    try {
      return (await draft.save()) && (unfit.length === 0 || 'partly')
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error
      form.antd.setFields(error.fields.map(({ path, message }) => ({ name: path, errors: [message] })))
      return false
    }
  }
  const autosave = useAutosave<Row>({ save, saved_at: null })

  useEffect(() => setCompleteness(application.completeness), [application.completeness])
  // Whoever reads the application next sees what was written here, once it is kept.
  settled.current = () =>
    void autosave
      .flush()
      .then(() => client.invalidateQueries({ predicate: ({ queryKey: [name] }) => isOurs(name) }))
  useEffect(() => () => settled.current?.(), [])

  /** Takes the values chosen between both versions. */
  const settle = (chosen: Row) => {
    if (conflict) draft.settle(conflict)
    setConflict(undefined)
    form.antd.setFieldsValue(chosen)
    autosave.change(form.values())
    void autosave.flush()
  }
  return {
    ...{ autosave, completeness, conflict, settle },
    version: () => draft.seen().version,
    leave: () => setConflict(undefined),
  }
}

const isOurs = (name: unknown) => typeof name === 'string' && name.startsWith('establishment.application.')
