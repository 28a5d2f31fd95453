import { useEffect, useState } from 'react'

const passing = '[role=menu], .ant-dropdown, .ant-select-dropdown, [role=dialog]'
/** What had the focus last, but for menus and dialogs, which go again. */
let last: HTMLElement | null = null
globalThis.document?.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && !target.closest(passing)) last = target
})

/** Once what uses it is gone, the focus is where it was before: on the row, or the button, that opened it. */
export function useFocusBack(): void {
  const [before] = useState(() => last)
  useEffect(
    () => () => {
      // After what else happens at the closing, and not where somebody is elsewhere by then.
      setTimeout(() => {
        if (document.activeElement === document.body && before?.isConnected)
          before.focus({ preventScroll: true })
      })
    },
    [before],
  )
}
