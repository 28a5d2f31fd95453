import { Button, type ButtonProps } from 'antd'
import { useState } from 'react'
import { type Question, useConfirm } from './confirm.tsx'

type Props = Omit<ButtonProps, 'onClick'> & {
  question: Question
  /** Gets the reason, '' when none was asked for. */
  run: (reason: string) => unknown
}

/** A button that asks first, and can't be pressed twice while it works. */
export function ConfirmButton({ question, run, children, ...rest }: Props) {
  const confirm = useConfirm()
  const [running, setRunning] = useState(false)
  const ask = async () => {
    const reason = await confirm(question)
    if (reason === undefined) return
    setRunning(true)
    try {
      await run(reason)
    } finally {
      setRunning(false)
    }
  }
  return (
    <Button danger={question.danger === true} loading={running} {...rest} onClick={() => void ask()}>
      {children ?? question.verb}
    </Button>
  )
}
