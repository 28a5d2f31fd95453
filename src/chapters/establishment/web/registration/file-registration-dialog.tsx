import { PaperClipOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input, Progress } from 'antd'
import { useRef, useState } from 'react'
import { z } from 'zod'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { writtenCreditCode } from '../../../../kernel/org/credit-code/contract.ts'
import { CallProblem } from '../../../../kernel/web/call-problem.ts'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { upload } from '../../../../kernel/web/upload.ts'
import type { ApplicationPage } from '../../application/contract.ts'
import { fileRegistration, type Registration } from '../../application/registration/contract.ts'

const filed = z.object({
  number: z.string().trim().min(1).max(100),
  registered_on: z.iso.date(),
  credit_code: writtenCreditCode.optional(),
  issued_by: z.string().trim().max(200).optional(),
  valid_until: z.iso.date().nullable().optional(),
})

type Props = { application: ApplicationPage; registration: Registration; close: () => void }

/** Number, day and proof of a registration, in one go. */
export function FileRegistrationDialog({ application, registration, close }: Props) {
  const { t } = useWords()
  const { title, asks_credit_code, authority } = registration
  const form = useForm(filed, {
    ...{ registered_on: application.today, credit_code: application.credit_code ?? '' },
    ...{ issued_by: authority ?? '', valid_until: null },
  })
  const { file, choose, look, missing, share, problem, saving, send } = useFiling({
    application,
    registration,
    close,
    form,
  })
  const chosen = useRef<HTMLInputElement>(null)
  const checkAll = () => {
    const values = form.check()
    return look() ? values : undefined
  }
  return (
    <FormDialog
      title={t('establishment.record.registration.file_title', { title })}
      verb={t('establishment.record.registration.file')}
      form={{ ...form, check: checkAll }}
      saving={saving}
      problem={problem}
      onSubmit={send}
      close={close}
    >
      <Field
        name="number"
        label={t('establishment.record.registration.number')}
        help={t('establishment.record.registration.number_help')}
      >
        <Input maxLength={100} className="code-input" />
      </Field>
      <Field name="registered_on" label={t('establishment.record.registration.registered_on')}>
        <DayField to={application.today} />
      </Field>
      {asks_credit_code && (
        <Field name="credit_code" label={t('establishment.plan.field.credit_code')}>
          <Input maxLength={40} className="code-input" />
        </Field>
      )}
      {authority && (
        <>
          <Field name="issued_by" label={t('establishment.licences.issued_by')}>
            <Input maxLength={200} />
          </Field>
          <Field
            name="valid_until"
            label={t('establishment.licences.expires_on')}
            help={t('establishment.licences.expires_help')}
          >
            <DayField />
          </Field>
        </>
      )}
      <div className="proof-field">
        <p>{t('establishment.record.registration.proof')}</p>
        <p className="muted">{t('establishment.record.registration.proof_help')}</p>
        <div className="proof-choice">
          <Button icon={<PaperClipOutlined aria-hidden="true" />} onClick={() => chosen.current?.click()}>
            {t('establishment.record.registration.proof_choose')}
          </Button>
          {file && <span>{file.name}</span>}
        </div>
        <input
          ref={chosen}
          type="file"
          hidden
          accept=".pdf,image/*"
          onChange={({ target }) => choose(target.files?.[0])}
        />
        {missing && (
          <p className="paper-expired" role="alert">
            {t('establishment.record.registration.proof_missing')}
          </p>
        )}
        {saving && (
          <Progress
            percent={Math.round(share * 100)}
            size="small"
            aria-label={t('establishment.record.registration.proof')}
          />
        )}
      </div>
    </FormDialog>
  )
}

type Filing = Props & { form: Pick<ReturnType<typeof useForm<typeof filed>>, 'setFaults'> }

function useFiling({ application, registration, close, form }: Filing) {
  const client = useQueryClient()
  const [file, setFile] = useState<File>()
  const [missing, setMissing] = useState(false)
  const [share, setShare] = useState(0)
  const [problem, setProblem] = useState<CallProblem>()
  const [saving, setSaving] = useState(false)
  const send = async ({ number, registered_on, credit_code, ...of }: z.input<typeof filed>) => {
    if (!file || saving) return
    setSaving(true)
    setProblem(undefined)
    const params = { id: application.id, registration_id: registration.id }
    const body = {
      version: registration.version,
      number,
      registered_on,
      ...(credit_code ? { credit_code } : {}),
      ...(of.issued_by ? { issued_by: of.issued_by } : {}),
      ...(of.valid_until ? { valid_until: of.valid_until } : {}),
    }
    try {
      await upload(fileRegistration, { params, body }, { file, onProgress: setShare })
      await client.invalidateQueries()
      close()
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error
      setProblem(error)
      form.setFaults(error.fields)
    } finally {
      setSaving(false)
    }
  }
  /** Whether the proof is there; says so where it isn't. */
  const look = () => {
    setMissing(!file)
    return file !== undefined
  }
  const choose = (chosen: File | undefined) => {
    setFile(chosen)
    setMissing(false)
  }
  return { file, choose, look, missing, share, problem, saving, send }
}
