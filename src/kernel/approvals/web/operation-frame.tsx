import { Form, Modal } from 'antd'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { ProblemView } from '../../web/pieces/problem-view.tsx'

type Props = {
  title: ReactNode
  /** The verb of the button; without one there is only the way out. */
  verb?: string | undefined
  cancel?: string
  danger?: boolean
  /** Nothing can be sent as things are. */
  barred?: boolean
  /** What follows from it. */
  text?: ReactNode
  saving: boolean
  problem: CallProblem | undefined
  onSend: () => void
  onCancel: () => void
  /** Fields of what goes with it. */
  children?: ReactNode
  /** Below the fields. */
  after?: ReactNode
}

/**
 * The frame of whatever is done with a request. Opened, the first field has the focus; Ctrl/⌘ Enter sends from anywhere in
 * it, Escape leaves. While it is being sent nothing is sent again and nothing left; what nobody answered is tried
 * again from here, with all that was entered.
 */
export function OperationFrame({ title, verb, cancel, danger, barred, text, ...rest }: Props) {
  const { saving, problem, onSend, onCancel, children, after } = rest
  const { t } = useWords()
  const body = useRef<HTMLDivElement>(null)
  const send = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    if (verb && !saving && !barred) onSend()
  }
  return (
    <Modal
      open
      title={title}
      okText={verb}
      cancelText={cancel ?? t('approvals.answer.cancel')}
      okButtonProps={{ danger: danger === true, disabled: barred === true }}
      footer={verb === undefined ? (_, { CancelBtn }) => <CancelBtn /> : undefined}
      cancelButtonProps={{ disabled: saving }}
      confirmLoading={saving}
      closable={!saving}
      keyboard={!saving}
      mask={{ closable: false }}
      className="answer-dialog"
      onOk={onSend}
      onCancel={onCancel}
      afterOpenChange={(open) => {
        if (open) body.current?.querySelector<HTMLElement>('input, textarea')?.focus()
      }}
    >
      <div ref={body}>
        <Form layout="vertical" requiredMark={false} className="answer-form" onKeyDown={send}>
          {text && <p className="muted">{text}</p>}
          {children}
        </Form>
        {after}
        {problem && <ProblemView inline problem={problem} {...(verb && { retry: onSend })} />}
      </div>
    </Modal>
  )
}
