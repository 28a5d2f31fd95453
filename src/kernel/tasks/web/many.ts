import type { ComponentType } from 'react'
import type { MessageKey } from '../../language/messages/contract.ts'
import type { Task } from '../contract.ts'

export type ManyProps = { tasks: Task[]; onClose: () => void }

/** What may be done with several tasks of a kind at once, right in the inbox. */
export type Many = {
  kind: string
  word: MessageKey
  /** The button of a single one. */
  one: MessageKey
  permission: string
  /** Asks, does it, and says task by task what became of it. */
  Dialog: ComponentType<ManyProps>
}

const known = new Map<string, Many>()

/** Called once by the part whose tasks these are. */
export function offerForMany(many: Many): void {
  known.set(many.kind, many)
}

export function findMany(kind: string): Many | undefined {
  return known.get(kind)
}
