import { useWords } from '../../language/web/words.tsx'
import { type PageKey, useKeys } from '../keys.ts'

type Moves = {
  move: (step: 1 | -1) => void
  open: (() => void) | undefined
  preview: (() => void) | undefined
  select: (() => void) | undefined
  /** Closes the preview; where none is open, leaves the row. */
  close: (() => void) | undefined
  previewing?: boolean
}

/** j/k and the arrows walk, Enter opens, p previews, x chooses, Escape puts away. */
export function useListKeys({ move, open, preview, select, close, previewing = false }: Moves): void {
  const { t } = useWords()
  const keys: PageKey[] = [
    { keys: 'j', word: t('web.list.keys.next'), run: () => move(1) },
    { keys: 'k', word: t('web.list.keys.previous'), run: () => move(-1) },
    { keys: 'ArrowDown', word: '', run: () => move(1) },
    { keys: 'ArrowUp', word: '', run: () => move(-1) },
  ]
  if (open) keys.push({ keys: 'Enter', word: t('web.list.keys.open'), run: open })
  if (preview) keys.push({ keys: 'p', word: t('web.list.keys.preview'), run: preview })
  if (select) keys.push({ keys: 'x', word: t('web.list.keys.select'), run: select })
  if (close)
    keys.push({
      keys: 'Escape',
      word: t(previewing ? 'web.list.keys.close' : 'web.list.keys.leave'),
      run: close,
    })
  useKeys(keys)
}
