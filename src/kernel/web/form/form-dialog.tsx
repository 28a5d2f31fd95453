import { Modal } from 'antd'
import { type ReactNode, useId } from 'react'
import type { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../call-problem.ts'
import { ErrorSummary } from './error-summary.tsx'
import { FormBody } from './form-body.tsx'
import type { HouseForm } from './use-form.ts'
import './form-dialog.css'

type Props<S extends z.ZodType> = {
  title: string
  verb: string
  form: HouseForm<S>
  saving: boolean
  problem: CallProblem | undefined
  onSubmit: (values: z.input<S>) => unknown
  close: () => void
  children: ReactNode
}

/** A small form in a dialog; what is refused stands on top and at its fields. */
export function FormDialog<S extends z.ZodType>(props: Props<S>) {
  const { title, verb, form, saving, problem, onSubmit, close, children } = props
  const { t } = useWords()
  const name = useId()
  return (
    <Modal
      open
      width={600}
      title={title}
      okText={verb}
      cancelText={t('web.confirm.cancel')}
      onOk={() => {
        const values = form.check()
        if (values !== undefined) void onSubmit(values)
      }}
      confirmLoading={saving}
      onCancel={close}
      mask={{ closable: false }}
    >
      <FormBody form={form} name={name} onSubmit={onSubmit}>
        <div className="form-dialog">
          <ErrorSummary form={form} problem={problem} />
          {children}
        </div>
      </FormBody>
    </Modal>
  )
}
