import { useMemo } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { issueText } from '../../../../kernel/web/form/issue-text.ts'
import { type HouseForm, useForm } from '../../../../kernel/web/form/use-form.ts'
import type { ApplicationPage } from '../../application/contract.ts'
import { findUnfit } from './draft-values.ts'
import { draftOf, formShape } from './form-shape.ts'

/**
 * The fields say what is wanted before handing in. Whether everything is there is the server's to say, documents and
 * fields in one answer; only what couldn't even be kept as a draft is held back here.
 */
export function useApplicationForm(application: ApplicationPage): HouseForm<typeof formShape> {
  const { t } = useWords()
  const held = Object.entries(draftOf(application)).filter(([, value]) => value !== null)
  const form = useForm(formShape, Object.fromEntries(held))
  return useMemo(
    () => ({
      ...form,
      check: () => {
        const faults = findUnfit(form.antd.getFieldsValue(true) as Record<string, unknown>).map(
          ({ path, issue, value }) => ({
            path,
            message: issueText(t, issue, value),
          }),
        )
        form.setFaults(faults)
        return faults.length === 0 ? (form.values() as ReturnType<typeof form.check>) : undefined
      },
    }),
    [form, t],
  )
}
