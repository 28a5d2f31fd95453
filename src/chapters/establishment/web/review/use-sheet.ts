import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../../../kernel/web/call.ts'
import { CallProblem } from '../../../../kernel/web/call-problem.ts'
import { askAlways, type Clash, shareDraft } from '../../../../kernel/web/form/shared-draft.ts'
import { useAutosave } from '../../../../kernel/web/form/use-autosave.ts'
import { useProblemText } from '../../../../kernel/web/pieces/problem-text.ts'
import { showWritten } from '../../../../kernel/web/show-written.ts'
import { type ApplicationPage, readApplication } from '../../application/contract.ts'
import {
  type Condition,
  type ConditionScore,
  type ReviewSheet,
  type Sheet,
  saveSheet,
} from '../../application/review/contract.ts'

type Text = 'feasibility' | 'need' | 'opinion'
export type SheetConflict = Clash<Sheet>

/** The sheet as it is written, kept by itself a moment after each change. */
export function useSheet(application: ApplicationPage, sheet: ReviewSheet) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const { id } = application
  const [written, show] = useState<Sheet>(() => seenOf(sheet).values)
  const latest = useRef(written)
  const [missing, setMissing] = useState(sheet.missing)
  const [conflict, setConflict] = useState<SheetConflict>()

  const put = (next: Sheet) => {
    latest.current = next
    show(next)
  }
  const [draft] = useState(() =>
    shareDraft<Sheet>({
      seen: seenOf(sheet),
      mine: () => latest.current,
      read: async () => {
        const { review } = await call(readApplication, { params: { id } })
        return review ? seenOf(review) : undefined
      },
      write: async (values, { version }) => {
        const answer = await call(saveSheet, { params: { id }, body: { ...values, version } })
        setMissing(answer.missing)
        // The page's next step follows from what is missing.
        showWritten<ApplicationPage>(client, [readApplication.name, { params: { id } }], (page) =>
          page ? { ...page, review: answer } : page,
        )
        return seenOf(answer)
      },
      merge: askAlways,
      onMerged: put,
      onClash: setConflict,
    }),
  )
  const save = async (): Promise<boolean> => {
    try {
      return await draft.save()
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error
      message.error(problemText(error))
      return false
    }
  }
  const autosave = useAutosave<Sheet>({ save })
  // Where nobody is writing here, what was saved elsewhere shows.
  useEffect(() => {
    if (autosave.isOpen() || !draft.follow(seenOf(sheet))) return
    latest.current = seenOf(sheet).values
    show(latest.current)
    setMissing(sheet.missing)
  }, [sheet, draft, autosave.isOpen])

  const change = (next: Sheet) => {
    put(next)
    autosave.change(next)
  }
  return {
    written,
    missing,
    conflict,
    autosave,
    setText: (name: Text, text: string) => change({ ...latest.current, [name]: text }),
    setCondition: (condition: Condition, part: Partial<ConditionScore>) => {
      const { conditions } = latest.current
      change({
        ...latest.current,
        conditions: { ...conditions, [condition]: { ...conditions[condition], ...part } },
      })
    },
    settle: (chosen: Sheet) => {
      if (conflict) draft.settle(conflict)
      setConflict(undefined)
      change(chosen)
      void autosave.flush()
    },
    leave: () => setConflict(undefined),
  }
}

const seenOf = ({ version, conditions, feasibility, need, opinion }: ReviewSheet) => ({
  version,
  values: { conditions, feasibility, need, opinion },
})
