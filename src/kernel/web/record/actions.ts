import type { ReactNode } from 'react'
import type { Question } from '../pieces/confirm.tsx'
import type { Obstacle } from '../pieces/obstacles.tsx'

/** Something that can be done to a record. Shown only when the server's `can` holds its key. */
export type RecordAction = {
  key: string
  word: string
  icon?: ReactNode
  /** Gets the reason, '' when none was asked for. */
  run?: (reason: string) => unknown
  /** Or leads to a page. */
  to?: string
  /** What is still missing: told, with the way to each, before anything is asked. */
  obstacles?: { title: string; items: readonly Obstacle[] }
  question?: Question
  danger?: boolean
  /** Never the primary button, even when it is all one can do. */
  quiet?: boolean
}

/** The next step becomes the one primary button; the rest go into the menu, destructive ones last. */
export function arrange(actions: RecordAction[], can: readonly string[]) {
  const allowed = actions.filter(({ key }) => can.includes(key))
  const primary = allowed.find(({ danger, quiet }) => !danger && !quiet)
  const others = allowed.filter((action) => action !== primary)
  return {
    primary,
    others: [...others.filter(({ danger }) => !danger), ...others.filter(({ danger }) => danger)],
  }
}
