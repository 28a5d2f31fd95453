import { useEffect, useRef, useState } from 'react'
import { type Autosave, type DraftState, type Kept, makeAutosave } from './autosave.ts'

export type { DraftState } from './autosave.ts'

type Options<V> = {
  /** Keeps the draft; false when it could not be kept, `partly` when something fits no draft and is marked. */
  save: (values: V) => Promise<Kept>
  /** The draft that was opened. */
  saved_at?: string | null
  /** Milliseconds of rest before a draft is kept. */
  rest?: number
}

/** `makeAutosave` for a component: what is open when it goes is kept after what is on its way. */
export function useAutosave<V>({ save, saved_at = null, rest = 1200 }: Options<V>) {
  const [draft, setDraft] = useState<DraftState>({ state: 'clean', saved_at })
  const current = useRef(save)
  current.current = save
  const [autosave] = useState<Autosave<V>>(() =>
    makeAutosave<V>({
      save: (values) => current.current(values),
      rest,
      tell: (part) => setDraft((before) => ({ ...before, ...part })),
    }),
  )
  useEffect(() => {
    addEventListener('online', autosave.retry)
    return () => {
      removeEventListener('online', autosave.retry)
      void autosave.flush()
    }
  }, [autosave])
  const unsaved = draft.state !== 'clean' && draft.state !== 'saved'
  return { draft, unsaved, ...autosave }
}
