import { Button, type ButtonProps } from 'antd'
import type { MouseEvent } from 'react'
import { useGo } from '../navigation.ts'

type Props = Omit<ButtonProps, 'href' | 'onClick'> & { to: string }

/** A link that looks like a button: opens in a new tab with Ctrl or the middle button like any link. */
export function GoButton({ to, ...rest }: Props) {
  const go = useGo()
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    go(to)
  }
  return <Button href={to} onClick={onClick} {...rest} />
}
