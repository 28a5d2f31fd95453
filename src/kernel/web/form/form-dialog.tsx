import { Modal } from 'antd'
import { type ReactNode, useId, useRef } from 'react'
import type { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../call-problem.ts'
import { useConfirm } from '../pieces/confirm.tsx'
import { tidy } from './checks.ts'
import { ErrorSummary } from './error-summary.tsx'
import { FormBody } from './form-body.tsx'
import { sameValues } from './same-values.ts'
import { useFocusBack } from './use-focus-back.ts'
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

/** A small form in a dialog; what is refused stands on top and at its fields. Whoever leaves it is asked when something would be lost. */
export function FormDialog<S extends z.ZodType>(props: Props<S>) {
  const { title, verb, form, saving, problem, onSubmit, close, children } = props
  const { t } = useWords()
  const name = useId()
  const fields = useRef<HTMLDivElement>(null)
  const confirm = useConfirm()
  useFocusBack()
  const leave = async () => {
    const lost = form.dirty && !sameValues(form.values(), tidy(form.schema, form.initial))
    const question = { title: t('web.form.discard.title'), verb: t('web.form.discard.verb'), danger: true }
    if (!lost || (await confirm(question)) !== undefined) close()
  }
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
      onCancel={leave}
      // Pressed, it leaves no field: what is said of one then would move the button away from under the pointer.
      cancelButtonProps={{ onMouseDown: (event) => event.preventDefault() }}
      mask={{ closable: false }}
      afterOpenChange={(open) => open && focusFirst(fields.current)}
    >
      <FormBody form={form} name={name} onSubmit={onSubmit}>
        <div className="form-dialog" ref={fields}>
          <ErrorSummary form={form} problem={problem} />
          {children}
        </div>
      </FormBody>
    </Modal>
  )
}

/** Whoever opened it by a key goes on typing. A field that has the focus already keeps it; of radios it is the chosen one. */
function focusFirst(fields: HTMLElement | null): void {
  if (!fields || fields.contains(document.activeElement)) return
  const first = fields.querySelector<HTMLInputElement>(
    ':is(input, textarea, select):not([type=hidden], [type=file], :disabled)',
  )
  const radios = first?.type === 'radio' && first.closest('[role=radiogroup]')
  const chosen = radios ? radios.querySelector<HTMLInputElement>('input:checked') : null
  ;(chosen ?? first)?.focus()
}
