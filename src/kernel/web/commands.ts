import { type ReactNode, useSyncExternalStore } from 'react'

/** Something the palette (Ctrl/⌘ K) can do or open. */
export type Command = {
  key: string
  title: string
  /** Where it leads or what it belongs to, in faint letters. */
  hint?: string
  /** More words to find it by: the other language, the clause number. */
  words?: string
  icon?: ReactNode
  run: () => void
}

/** Looks records up on the server while the reader types. */
export type CommandSearch = (text: string, signal: AbortSignal) => Promise<Command[]>

let commands: readonly Command[] = []
let search: CommandSearch | undefined
const listeners = new Set<() => void>()

/** Adds commands to the palette; call the answer to take them away. */
export function registerCommands(added: readonly Command[]): () => void {
  set([...commands, ...added])
  return () => set(commands.filter((command) => !added.includes(command)))
}

/** What the palette asks for records; the app gives the search endpoint here. */
export function registerSearch(given: CommandSearch): void {
  search = given
}

export const currentSearch = () => search

export function useCommands(): readonly Command[] {
  return useSyncExternalStore(listen, () => commands)
}

function set(next: readonly Command[]) {
  commands = next
  for (const changed of listeners) changed()
}

function listen(changed: () => void): () => void {
  listeners.add(changed)
  return () => listeners.delete(changed)
}
