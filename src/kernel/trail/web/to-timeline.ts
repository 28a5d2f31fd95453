import { useCallback } from 'react'
import type { TimelineEntry } from '../../web/pieces/timeline.tsx'
import type { TrailEntryShown } from '../contract.ts'
import { useActedWord, useActorName, useDiffWords } from './use-trail-words.ts'

/** What a timeline shows of a trail entry. Issued documents are the sealed acts. */
export function useTimelineEntry(): (entry: TrailEntryShown) => TimelineEntry {
  const actedWord = useActedWord()
  const diffWords = useDiffWords()
  const actorName = useActorName()
  return useCallback(
    (entry) => ({
      id: entry.id,
      at: entry.at,
      actor: actorName(entry.actor),
      for_person: entry.for_person,
      action: actedWord(entry),
      note: entry.note,
      diff: diffWords(entry),
      group: entry.action.split('.').slice(0, 2).join('.'),
      sealed: entry.action.endsWith('.issue'),
    }),
    [actedWord, diffWords, actorName],
  )
}
