import { Input } from 'antd'
import { z } from 'zod'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import type { ApplicationPage } from '../../application/contract.ts'
import { completeApplication } from '../../application/registration/contract.ts'
import { touched } from './use-step.tsx'

const place = z.string().trim().max(100).optional()
const first = z.object({ starts_on: z.iso.date(), province: place, city: place })
type Props = { application: ApplicationPage; close: () => void }

/** Everything is registered: from which day the organisation works. */
export function CompleteDialog({ application, close }: Props) {
  const { t } = useWords()
  const { id, version, today, issued_on, place: found } = application
  const form = useForm(first, {
    ...{ starts_on: today, province: found?.province ?? '', city: found?.city ?? '' },
  })
  const { save, saving, problem } = useSave(completeApplication, {
    form,
    invalidates: touched,
    onDone: close,
  })
  return (
    <FormDialog
      title={t('establishment.record.completing.title')}
      verb={t('establishment.record.completing.run')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ params: { id }, body: { version, ...body } })}
      close={close}
    >
      <p className="muted">{t('establishment.record.completing.text')}</p>
      <Field name="starts_on" label={t('establishment.record.completing.starts_on')}>
        <DayField {...(issued_on ? { from: issued_on } : {})} to={today} />
      </Field>
      {!found && (
        <>
          <p className="muted">{t('establishment.record.completing.place_text')}</p>
          <Field name="province" label={t('establishment.record.completing.province')}>
            <Input maxLength={100} />
          </Field>
          <Field name="city" label={t('establishment.record.completing.city')}>
            <Input maxLength={100} />
          </Field>
        </>
      )}
    </FormDialog>
  )
}
