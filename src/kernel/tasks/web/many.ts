import type { ComponentType } from 'react'
import type { MessageKey } from '../../language/messages/contract.ts'
import type { Task } from '../contract.ts'

export type ManyProps = { tasks: Task[]; onClose: () => void }

/** What may be done with several tasks of a kind at once, right in the inbox. */
export type Many = {
  kind: string
  /** Which of the kind's acts. */
  key: string
  word: MessageKey
  /** The button of a single one, for the act that has one in the list. */
  one?: MessageKey
  danger?: boolean
  permission: string
  /** Asks, does it, and says task by task what became of it. */
  Dialog: ComponentType<ManyProps>
}

const known: Many[] = []

/** Called by the part whose tasks these are, once for each act. */
export function offerForMany(many: Many): void {
  known.push(many)
}

export function findMany(kind: string): Many[] {
  return known.filter((many) => many.kind === kind)
}
