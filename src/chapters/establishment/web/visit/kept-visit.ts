import type { Answers } from '../../../../kernel/forms/contract.ts'
import { sameValues } from '../../../../kernel/web/form/same-values.ts'
import type { Seen } from '../../../../kernel/web/form/shared-draft.ts'
import { readStored, writeStored } from '../../../../kernel/web/stored.ts'
import { mergeAnswers } from './merge-answers.ts'

export type Written = { answers: Answers; note: string }

/** What waits on this device: what was written, and what it was written over. */
export type KeptVisit = { seen: Seen<Written>; written: Written }

/** What this device keeps under that name, if anything. */
export function readKept(store: string): KeptVisit | undefined {
  const kept = readStored<Partial<KeptVisit>>(store)
  return kept?.seen && kept.written ? (kept as KeptVisit) : undefined
}

/** Keeps what is written until the server has it; with nothing open it forgets. */
export function keepVisit(store: string, { seen, written }: KeptVisit): void {
  const done =
    sameValues(seen.values.answers, written.answers) && seen.values.note.trim() === written.note.trim()
  writeStored(store, done ? undefined : { seen, written })
}

/** Fits together what two of a team wrote, question by question; the note is one question more. */
export function mergeVisit(
  base: Written,
  mine: Written,
  theirs: Written,
): { merged: Written; clashes: string[] } {
  const { merged: answers, clashes } = mergeAnswers(base.answers, mine.answers, theirs.answers)
  const note = mergeAnswers({ note: base.note }, { note: mine.note }, { note: theirs.note })
  return {
    merged: { answers, note: String(note.merged.note ?? '') },
    clashes: [...clashes, ...note.clashes],
  }
}
