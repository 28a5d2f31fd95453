import type { MouseEvent, ReactNode } from 'react'
import { useGo } from '../navigation.ts'

/** A path as the server names it, filters included; opens in a new tab like any link. */
export function PathLink({ to, children }: { to: string; children: ReactNode }) {
  const go = useGo()
  const onClick = (event: MouseEvent) => {
    event.stopPropagation()
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    go(to)
  }
  return (
    <a href={to} onClick={onClick}>
      {children}
    </a>
  )
}
