import { Input } from 'antd'
import { z } from 'zod'
import type { Endpoint } from '../../../../kernel/http/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import * as contract from '../../complaint/contract.ts'
import { templateKinds } from '../../templates/contract.ts'
import { touched } from '../touched.ts'
import { BeginFromTemplate } from './begin-from-template.tsx'

const shape = z.object({ text: contract.words })

/** Steps that ask for words alone, and what those words are for. */
export const spokenSteps = {
  acknowledge: contract.acknowledge,
  ask: contract.askCustomer,
  hear: contract.hearCustomer,
  tell: contract.tellCustomer,
  propose: contract.propose,
  object: contract.objectAnswer,
  reopen: contract.reopenComplaint,
  note: contract.noteComplaint,
} as const
export type SpokenStep = keyof typeof spokenSteps

const isExtensionAsked = ({ matter, state }: contract.ComplaintPage['rulings'][number]) =>
  matter === 'extension' && (state === 'in_review' || state === 'returned')

type Props = { complaint: contract.ComplaintPage; step: SpokenStep; close: () => void }

export function TextDialog({ complaint, step, close }: Props) {
  const { t } = useWords()
  const form = useForm(shape)
  const endpoint = spokenSteps[step] as Endpoint
  const { save, saving, problem } = useSave(endpoint, { form, invalidates: touched, onDone: close })
  const { id, version } = complaint
  const withdraws = step === 'propose' && complaint.rulings.some(isExtensionAsked)
  const kind = templateKinds.find((one) => one === step)
  return (
    <FormDialog
      title={t(`complaints.page.action.${step}`)}
      verb={t(`complaints.page.action.${step}`)}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={({ text }) =>
        save({ params: { id }, body: step === 'note' ? { text } : { version, text } } as never)
      }
      close={close}
    >
      <Field
        name="text"
        label={t('complaints.page.text')}
        help={t(`complaints.page.help.${withdraws ? 'propose_withdraws' : step}`)}
      >
        <Input.TextArea autoFocus autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4000} />
      </Field>
      {kind && <BeginFromTemplate id={id} kind={kind} field="text" />}
    </FormDialog>
  )
}
