import type { Fault } from './use-draft.ts'

/** What is said of a place in a definition and of whatever is within it. */
export const messagesAt = (faults: Fault[], place: string) =>
  faults.filter(({ path }) => path === place || path.startsWith(`${place}.`)).map(({ message }) => message)
