export type DraftState = {
  /** `partly`: kept but for what is marked at its place. */
  state: 'clean' | 'changed' | 'saving' | 'saved' | 'partly' | 'failed'
  /** When the draft was last kept, ISO. */
  saved_at: string | null
}

/** Whether the values were kept: all of them, all but some that fit no draft, or not. */
export type Kept = boolean | 'partly'

type Parts<V> = {
  save: (values: V) => Promise<Kept>
  /** Milliseconds of rest before a draft is kept. */
  rest: number
  tell: (part: Partial<DraftState>) => void
  now?: () => string
}

export type Autosave<V> = {
  change: (values: V) => void
  flush: () => Promise<boolean>
  secure: () => Promise<boolean>
  forget: () => void
  retry: () => void
  isOpen: () => boolean
}

/**
 * Keeps a draft by itself: a moment after the last change, one save at a time, the latest values always last.
 *
 * Invariant: a save begins only when the one before it has ended, leaving the page included; it may have brought the
 * version the next is written over.
 */
export function makeAutosave<V>({ save, rest, tell, now = isoNow }: Parts<V>): Autosave<V> {
  let pending: { values: V } | undefined
  let running: Promise<Kept> | undefined
  let last: Kept = true
  let timer: ReturnType<typeof setTimeout> | undefined

  async function keep(open: { values: V }): Promise<Kept> {
    tell({ state: 'saving' })
    running = save(open.values).catch(() => false)
    last = await running
    running = undefined
    if (last === false) {
      pending ??= open
      tell({ state: 'failed' })
    } else tell({ state: pending ? 'changed' : last === 'partly' ? 'partly' : 'saved', saved_at: now() })
    return last
  }
  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    for (;;) {
      if (running) {
        if ((await running) === false) return false
        // Its end is told by whoever began it.
        await Promise.resolve()
        continue
      }
      if (!pending) return true
      const open = pending
      pending = undefined
      if ((await keep(open)) === false) return false
    }
  }
  return {
    /** Belongs to the form's `onChange`. */
    change: (values) => {
      pending = { values }
      if (!running) tell({ state: 'changed' })
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), rest)
    },
    /** Keeps what is open now, before submitting; false when it could not be kept. */
    flush,
    /** The same before leaving: false when something would be lost. */
    secure: async () => (await flush()) && last === true,
    /** Forget what is open: it was submitted or thrown away. */
    forget: () => {
      clearTimeout(timer)
      pending = undefined
      last = true
      tell({ state: 'clean' })
    },
    retry: () => void (pending && flush()),
    /** At this moment, between two renders too. */
    isOpen: () => pending !== undefined || running !== undefined,
  }
}

const isoNow = () => new Date().toISOString()
