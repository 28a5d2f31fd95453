import { App, Input } from 'antd'
import { type ReactNode, useCallback } from 'react'
import { useWords } from '../../language/web/words.tsx'

export type Question = {
  title: string
  text?: ReactNode
  /** The verb of the button: "Withdraw", never "OK". */
  verb: string
  danger?: boolean
  /** Asks for a reason, which is passed on; `required` keeps the button waiting for one. */
  reason?: 'optional' | 'required'
}

/** Asks before something weighty. Resolves with the reason ('' when none was asked), or undefined when cancelled. */
export function useConfirm(): (question: Question) => Promise<string | undefined> {
  const { modal } = App.useApp()
  const { t } = useWords()
  return useCallback(
    (question) =>
      new Promise((resolve) => {
        let reason = ''
        let answer: string | undefined
        const dialog = modal.confirm({
          title: question.title,
          content: (
            <>
              {question.text}
              {question.reason && (
                <Input.TextArea
                  autoFocus
                  autoSize={{ minRows: 2, maxRows: 6 }}
                  maxLength={2000}
                  aria-label={t('web.confirm.reason')}
                  placeholder={t(
                    question.reason === 'required'
                      ? 'web.confirm.reason_required'
                      : 'web.confirm.reason_optional',
                  )}
                  style={{ marginTop: 12 }}
                  onChange={({ target }) => {
                    reason = target.value.trim()
                    dialog.update({ okButtonProps: okButton(question, reason) })
                  }}
                />
              )}
            </>
          ),
          icon: null,
          okText: question.verb,
          cancelText: t('web.confirm.cancel'),
          okButtonProps: okButton(question, reason),
          autoFocusButton: question.reason ? null : question.danger ? 'cancel' : 'ok',
          onOk: () => {
            answer = reason
          },
          // Only when it is gone: closing gives the focus back, and would take it from a dialog that asks on.
          afterClose: () => resolve(answer),
        })
      }),
    [modal, t],
  )
}

const okButton = ({ danger, reason }: Question, given: string) => ({
  danger: danger === true,
  disabled: reason === 'required' && given === '',
})
